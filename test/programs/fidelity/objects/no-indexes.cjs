// Keys that look like indexes of an array, and are none.
const list = [1, 2];
const max = 4294967295;
list[4294967295] = 'text';
list[1.5] = 'half';
list[1e21] = 'huge';
list['01'] = 'zero';
list[max] += '!';
list[max + 1] = 'more';
list['4294967297'] = 'last';
const lengths = [list.length];
delete list[max];
delete list[1.5];
lengths.push(list.push(3));
const o = { 4294967295: 1, 1.5: 2, 1e3: 3 };
o[1.5]++;
o[0x10] = 16;
console.log(lengths, list, o);
