import { aConstant, fromA, log } from './cycle-a.mts';
const attempts: string[] = [];
try {
  attempts.push(aConstant);
} catch (error) {
  attempts.push((error as Error).message);
}
try {
  attempts.push(log.join());
} catch (error) {
  attempts.push((error as Error).message);
}
attempts.push(typeof fromA);
export const bConstant = attempts.join(' | ');
export function fromB() {
  const seen = [aConstant, bConstant.length > 0];
  return seen;
}
export const touchA = () => {
  const state = aConstant;
  return state;
};
