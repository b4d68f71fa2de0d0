import { events } from './tla-log.mts';
events.push('quick');
const computed = events.length;
export const quick = computed;
