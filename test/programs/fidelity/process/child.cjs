// Child processes get the environment that the program gives; the recorder adds nothing that the child can see.
const { execFileSync, spawnSync, fork } = require('node:child_process');
if (process.argv[2] === 'child') {
  const seen = { argv: process.argv.slice(2), execArgv: process.execArgv, own: Object.keys(process.env).filter((name) => /elixir/i.test(name)), given: process.env.GIVEN, options: process.env.NODE_OPTIONS };
  if (process.send) process.send(seen, () => process.disconnect());
  else console.log(JSON.stringify(seen));
} else {
  const env = { PATH: process.env.PATH, GIVEN: 'by parent' };
  const text = execFileSync(process.execPath, [__filename, 'child', 'one'], { env, encoding: 'utf8' });
  console.log('execFile', text.trim());
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, ['-p', 'process.execArgv.length + Object.keys(process.env).filter((n) => /elixir/i.test(n)).length'], { env, encoding: 'utf8' });
  console.log('spawnSync', stdout.trim(), JSON.stringify(stderr), status, signal);
  const forked = fork(__filename, ['child', 'forked'], { env: { ...env, GIVEN: 'to fork' } });
  forked.on('message', (message) => console.log('message', message));
  forked.on('exit', (code) => console.log('forked exit', code, Object.keys(env)));
  console.log(execFileSync('sh', ['-c', 'env | grep -ci elixir || true'], { encoding: 'utf8' }).trim());
}
