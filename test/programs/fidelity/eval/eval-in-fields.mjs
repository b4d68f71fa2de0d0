// Fields of a class and its static blocks are functions without parameters.
class A { x = eval('1 + 1'); static y = eval('3'); #z = 4; read = () => eval('this.#z'); static { const t = eval('A.y'); this.t = t; } }
const a = new A();
console.log(a.x, A.y, A.t, a.read());
