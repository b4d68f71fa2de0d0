// In each round there are two variables of a name: that of the head, and that of the round.
for (let i = 0; i < 3; i = i + 1) {
  switch (i) {
    case 2:
      console.log('two');
      break;
    case eval('1'): {
      console.log('one', i);
    }
  }
}
