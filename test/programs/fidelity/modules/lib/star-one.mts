export const fromOne = 'one';
export const conflict = 1;
export const shared = 'one';
export let count = 0;
export function bump() {
  count += 1;
  return count;
}
export default 'default of one';
