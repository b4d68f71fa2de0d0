import { events } from './tla-log.mts';
events.push('slow starts');
export const slow = await new Promise<string>((resolve) => setTimeout(() => resolve('slow value'), 2));
events.push('slow ends');
