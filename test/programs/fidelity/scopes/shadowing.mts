// One name in many scopes: each scope shows its own value, inner writes leave the outer alone.
const value = 'module';
let count = 0;
function outer(value: string) {
  count++;
  const before = value;
  {
    const value = `${before}-block`;
    let count = 100;
    count += value.length;
    for (let value = 0; value < 2; value++) {
      const count = value * 2;
      const inner = () => {
        const value = 'arrow';
        return `${value}${count}`;
      };
      console.log(value, count, inner());
    }
    try {
      throw value;
    } catch (value) {
      const seen = value;
      console.log('caught', seen, count);
    }
    console.log(value, count);
  }
  return function value() {
    return [typeof value, before, count];
  };
}
const made = outer('argument');
console.log(value, count, made());
class Shadow {
  value = value;
  static value = `${value}-static`;
  read(value = this.value) {
    const count = value.length;
    return `${value} ${count} ${Shadow.value}`;
  }
}
console.log(new Shadow().read(), new Shadow().read('given'));
