import { TraceReader } from '../src/store/reader.js';
import { SITE } from '../src/wire/sites.js';
import { SYSTEM } from '../src/wire/trace.js';
const r = TraceReader.open(process.argv[2]!) as any;
const reader = r.value as any;
const names: Record<number, string> = Object.fromEntries(Object.entries(SITE).map(([k, v]) => [v, k]));
const sys: Record<number, string> = Object.fromEntries(Object.entries(SYSTEM).map(([k, v]) => [v, k]));
for (const t of reader.threads()) {
  const id = t.id;
  const sites = reader.sites(id);
  const rows = reader.segments(id);
  const counts = new Map<string, number>(), words = new Map<string, number>(), big = new Map<string, number>(), after = new Map<string, Map<number,number>>();
  let total = 0;
  const s = new Map<number, number>();
  for (const row of rows.slice(Math.floor(rows.length*0.5), Math.floor(rows.length * 0.5) + 40)) {
    const seg = reader.segment(id, row.idx);
    let prev = '';
    for (let i = 0; i < seg.offsets.length; i++) {
      const at = seg.offsets[i]; const end = i + 1 < seg.offsets.length ? seg.offsets[i + 1] : seg.words.length;
      const site = seg.words[at] >>> 5;
      let k = site < 64 && sys[site] && sites.kind[site] === 255 ? 'sys.' + sys[site] : names[sites.kind[site]]!;
      if (k==='return'&&(sites.flags[site]&8)) k='return(pops)';
      if (k==='write'&&(sites.flags[site]&1)) k='write(captured)';
      if (k==='write'&&(sites.flags[site]&32)) k='write(init)';
      counts.set(k, (counts.get(k) ?? 0) + 1); words.set(k, (words.get(k) ?? 0) + end - at);
      big.set(prev + '>' + k, (big.get(prev + '>' + k) ?? 0) + 1); prev = k; total++;
    }
  }
  console.log('thread', id, total);
  for (const [k, n] of [...counts].sort((a, b) => b[1] - a[1])) console.log((100 * n / total).toFixed(1).padStart(6), (words.get(k)! / n).toFixed(1), k);
  for (const [k, n] of [...big].sort((a, b) => b[1] - a[1]).slice(0, 25)) console.log('   ', (100 * n / total).toFixed(1).padStart(6), k);
}
