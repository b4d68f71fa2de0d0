/**
 * Runs a workload's turn a number of times and times the part after the warm-up inside the process. `node <workload> [iterations [warmUp]]`:
 * the last line of the output is JSON, all of it but the times the same in every run.
 */
'use strict';

/** Mixes a number into a checksum of 32 bits. */
function mix(checksum, value) {
  return Math.imul(checksum ^ (value | 0), 0x01000193) ^ (Math.trunc(value * 4096) | 0);
}

/** @param {{ name: string, iterations: number, turn: (index: number) => number }} workload `turn` gives a number for the checksum */
function measure({ name, iterations: usual, turn }) {
  const iterations = Number(process.argv[2] ?? usual);
  const warmUp = Number(process.argv[3] ?? Math.ceil(iterations / 5));
  let checksum = 0x811c9dc5;
  let index = 0;
  for (; index < warmUp; index++) checksum = mix(checksum, turn(index));
  const cpu = process.threadCpuUsage();
  const start = process.hrtime();
  for (; index < iterations; index++) checksum = mix(checksum, turn(index));
  const [seconds, nanos] = process.hrtime(start);
  const { user, system } = process.threadCpuUsage(cpu);
  const warm = { warmMillis: seconds * 1e3 + nanos / 1e6, warmCpuMillis: (user + system) / 1e3 };
  console.log(`${name}: ${iterations} iterations, checksum ${checksum >>> 0}`);
  console.log(JSON.stringify({ name, iterations, warmUp, checksum: checksum >>> 0, ...warm }));
}

module.exports = { measure };
