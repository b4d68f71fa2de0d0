let tried = 0;
try {
  await Promise.reject(new Error('tried'));
} finally {
  tried++;
}
export { tried };
