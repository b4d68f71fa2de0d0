// An error in an exit listener: printed, exit code 7 or 1, further listeners are skipped.
const state = { listeners: 0 };
process.on('exit', () => {
  state.listeners++;
  console.log('first', state);
});
process.on('exit', () => {
  const detail = { state };
  throw new TypeError(`in exit listener ${detail.state.listeners}`);
});
process.on('exit', () => console.log('never'));
console.log('main', state);
