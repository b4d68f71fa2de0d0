try {
  await Promise.reject(new Error('first'));
} catch (e) {
  throw new Error(`${(e as Error).message}, then another`);
}
export {};
