// Conditions and what else is several operands in a row: they change what they ask.
const kept3 = [];
for (let i = 0; kept3.push(() => i * 2), i < 2; i++) { let own = i; console.log(own); }
for (let i = 0; kept3.push(i), kept3.push(i), i < 2; i++) { let own = i; console.log(own); }
while (kept3.push(1), kept3.length < 20) console.log(kept3);
if (kept3.push(1), kept3.length < 20) console.log(kept3);
do { console.log(kept3); } while (kept3.push(1), kept3.length < 20)
for (let i = 0; i < 2; kept3.push(() => i), i++) console.log(kept3.length);
