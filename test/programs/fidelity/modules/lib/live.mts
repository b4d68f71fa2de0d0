export let count = 0;
export const list: string[] = ['start'];
export const object = { nested: { changed: false } };
export let late: { value: string } | undefined;
export function bump(by = 1) {
  count += by;
  return count;
}
export const setLate = (value: { value: string }) => {
  late = value;
};
