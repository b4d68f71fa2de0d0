/** What the program's process takes, as its drain worker can see: asking costs the program's thread nothing. */
import type { ProcessUsage } from '../wire/control.js';

export function processUsage(): ProcessUsage {
  // Node has it since 22.19 and 23.9.
  const { threadCpuUsage }: Partial<Pick<typeof process, 'threadCpuUsage'>> = process;
  return {
    atMillis: Date.now(),
    cpuMicros: micros(process.cpuUsage()),
    sendingMicros: threadCpuUsage === undefined ? null : micros(threadCpuUsage()),
    memoryBytes: process.memoryUsage.rss(),
  };
}

const micros = ({ user, system }: NodeJS.CpuUsage): number => user + system;
