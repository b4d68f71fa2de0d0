// A bank that settles accounts: about a hundred events a round. `node program.cjs ROUNDS`.
'use strict';
const bank = { state: 'closed', weeks: 0, note: 'none', accounts: [] };

function open(name) {
  bank.accounts.push({ name, balance: 0, moves: 0, from: '' });
}

function settle(account, amount, from) {
  const before = account.balance;
  account.balance = before + amount;
  account.moves++;
  account.from = from;
  return account.balance - before;
}

function week() {
  bank.weeks++; // every tenth round
}

function round(index) {
  let sum = 0;
  for (let i = 0; i < 6; i++) {
    const account = bank.accounts[(index + i) % bank.accounts.length];
    sum += settle(account, ((index * 31 + i * 17) % 97) - 48, 'till');
  }
  if (index % 10 === 0) week();
  if (index % 50000 === 0) bank.note = `round ${index}`;
  return sum; // every round
}

function main(rounds) {
  let total = 0;
  for (let i = 0; i < rounds; i++) total += round(i);
  return total;
}

for (const name of ['ada', 'brendan', 'grace']) open(name);
bank.state = 'open'; // once
console.log(main(Number(process.argv[2])));
