import { bConstant, fromB, touchA } from './cycle-b.mts';
export const log: string[] = [];
log.push(`a runs, b is ${bConstant}`);
export const aConstant = 'a constant';
export function fromA() {
  const seen = `${aConstant} sees ${bConstant}`;
  return seen;
}
export const early = touchA();
log.push(`end of a ${early} ${fromB.name}`);
