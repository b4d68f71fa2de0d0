import { events } from './tla-log.mts';
events.push('late');
export const late = await Promise.resolve('late value');
