let value = 'initial';
export { value as default };
export const current = () => {
  value += '!';
  return value;
};
