// Code of Node calls back.
process.on('exit', (c) => { console.error('exit handler', c); });
process.on('uncaughtExceptionMonitor', (e, o) => console.error('monitor', e.message, o));
new (class Foo { constructor() { this.bar(); } bar() { [1].map((x) => { JSON.parse('{bad'); }); } })();
