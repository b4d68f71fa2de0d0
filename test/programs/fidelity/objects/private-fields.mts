// Private fields, methods, accessors and statics as state: shown on the object, changed at each statement.
class Account {
  #balance = 0;
  #log: { type: string; amount: number }[] = [];
  #owner;
  static #count = 0;
  static #registry = new Map<string, Account>();
  declare readonly typeOnly: string;
  publicField = 'public';
  constructor(owner: string) {
    this.#owner = { name: owner };
    Account.#count++;
    Account.#registry.set(owner, this);
  }
  deposit(amount: number) {
    this.#balance += amount;
    this.#record('deposit', amount);
    return this;
  }
  #record(type: string, amount: number) {
    const entry = { type, amount };
    this.#log.push(entry);
    this.#log.at(-1)!.amount *= 1;
  }
  get #last() { return this.#log.at(-1); }
  set #last(entry) { this.#log[this.#log.length - 1] = entry!; }
  amend(amount: number) {
    this.#last = { ...this.#last!, amount };
    [this.#balance] = [this.#balance - amount];
    ({ name: this.#owner.name } = { name: `${this.#owner.name}!` });
    return this.#balance;
  }
  equals(other: Account) { return this.#balance === other.#balance; }
  static transfer(from: Account, to: Account, amount: number) {
    from.#balance -= amount;
    to.#balance++;
    to.#balance += amount - 1;
    return [from.#balance, to.#balance];
  }
  static find(name: string) { return #balance in (Account.#registry.get(name) ?? {}) ? Account.#registry.get(name) : undefined; }
  static get count() { return this.#count; }
  inspect() { const { publicField } = this; return [this.#balance, this.#log, this.#owner, publicField]; }
}
const ada = new Account('ada');
const bob = new Account('bob');
ada.deposit(10).deposit(5);
const amended = ada.amend(3);
const moved = Account.transfer(ada, bob, 4);
console.log(amended, moved, ada.equals(bob), Account.find('bob') === bob, Account.find('eve'), Account.count);
console.log(ada.inspect(), bob.inspect(), ada);
class Savings extends Account { #rate = 0.1; #balance = 'own private of the same name'; grow() { this.#rate *= 2; return [this.#rate, this.#balance]; } }
const savings = new Savings('cy');
savings.deposit(1);
console.log(savings.grow(), savings.inspect(), Object.keys(savings), JSON.stringify(savings));
