export * from './star-one.mts';
export * from './star-two.mts';
export * as nested from './star-one.mts';
export const own = 'own';
export const shared = 'own wins';
