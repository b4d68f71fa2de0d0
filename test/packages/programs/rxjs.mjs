// rxjs: marble diagrams of its operators under the virtual clock, and real timers and promises.
import * as rx from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { check, checkAsync, randomOf } from './checks.mjs';

const { EMPTY, NEVER, ReplaySubject, Subject, BehaviorSubject, AsyncSubject, asyncScheduler, combineLatest, concat, defer, firstValueFrom, forkJoin, from, fromEvent, generate, iif, interval, lastValueFrom, merge, of, partition, race, range, throwError, timer, using, zip } = rx;

/** What the observable emits on the virtual clock, frame by frame. */
function marbles(build) {
  const seen = [];
  const scheduler = new TestScheduler(() => {});
  scheduler.run(({ hot, cold }) => {
    const frame = () => scheduler.now();
    build({ hot, cold }).subscribe({
      next: (value) => seen.push([frame(), value]),
      error: (error) => seen.push([frame(), 'error', error?.message ?? error]),
      complete: () => seen.push([frame(), 'complete']),
    });
  });
  return seen;
}

const numbers = { a: 1, b: 2, c: 3, d: 4, e: 5 };
const operators = {
  map: rx.map((n) => n * 2), filter: rx.filter((n) => n % 2), scan: rx.scan((sum, n) => sum + n, 0), reduce: rx.reduce((sum, n) => sum + n, 0), take: rx.take(2), takeLast: rx.takeLast(2), takeWhile: rx.takeWhile((n) => n < 3, true), skip: rx.skip(2), skipLast: rx.skipLast(1), skipWhile: rx.skipWhile((n) => n < 3), first: rx.first(), last: rx.last(), elementAt: rx.elementAt(1), single: rx.single((n) => n === 3), distinct: rx.distinct((n) => n % 2), distinctUntilChanged: rx.distinctUntilChanged((x, y) => x % 2 === y % 2), pairwise: rx.pairwise(), bufferCount: rx.bufferCount(2, 1), bufferTime: rx.bufferTime(20), debounceTime: rx.debounceTime(15), throttleTime: rx.throttleTime(15, undefined, { leading: true, trailing: true }), auditTime: rx.auditTime(15), sampleTime: rx.sampleTime(15), delay: rx.delay(5), delayWhen: rx.delayWhen((n) => timer(n * 3)), timeout: rx.timeout(12), timeoutWith: rx.timeout({ each: 5, with: () => of('late') }), startWith: rx.startWith('start'), endWith: rx.endWith('end'), defaultIfEmpty: rx.defaultIfEmpty('empty'), count: rx.count(), every: rx.every((n) => n < 3), find: rx.find((n) => n === 3), findIndex: rx.findIndex((n) => n === 3), isEmpty: rx.isEmpty(), max: rx.max(), min: rx.min(), toArray: rx.toArray(), materialize: rx.materialize(), timeInterval: rx.pipe(rx.timeInterval(), rx.map(({ value, interval: ms }) => [value, ms])), timestamp: rx.pipe(rx.timestamp(), rx.map(({ value, timestamp }) => [value, timestamp])),
  mergeMap: rx.mergeMap((n) => timer(n * 2).pipe(rx.map(() => `m${n}`)), 2), concatMap: rx.concatMap((n) => timer(12).pipe(rx.map(() => `c${n}`))), switchMap: rx.switchMap((n) => timer(12).pipe(rx.map(() => `s${n}`))), exhaustMap: rx.exhaustMap((n) => timer(12).pipe(rx.map(() => `x${n}`))), expand: rx.pipe(rx.take(1), rx.expand((n) => (n < 16 ? of(n * 2).pipe(rx.delay(2)) : EMPTY))), groupBy: rx.pipe(rx.groupBy((n) => n % 2), rx.mergeMap((group) => group.pipe(rx.toArray(), rx.map((list) => [group.key, list])))), windowCount: rx.pipe(rx.windowCount(2), rx.mergeMap((window) => window.pipe(rx.toArray()))), windowTime: rx.pipe(rx.windowTime(15), rx.mergeMap((window) => window.pipe(rx.toArray()))), mergeScan: rx.mergeScan((sum, n) => of(sum + n), 0), switchScan: rx.switchScan((sum, n) => of(sum + n), 0), repeat: rx.repeat(2), retryThrown: rx.pipe(rx.map((n) => { if (n === 3) throw new Error('three'); return n; }), rx.retry(1)), catchError: rx.pipe(rx.map((n) => { if (n === 3) throw new Error('three'); return n; }), rx.catchError((error) => of(error.message))), finalize: rx.finalize(() => {}), share: rx.pipe(rx.share()), shareReplay: rx.pipe(rx.shareReplay(1)), publishLast: rx.connect((shared) => merge(shared, shared.pipe(rx.takeLast(1)))), withLatestFrom: rx.withLatestFrom(interval(7)), takeUntil: rx.takeUntil(timer(25)), skipUntil: rx.skipUntil(timer(15)), sample: rx.sample(interval(11)), buffer: rx.buffer(interval(16)), raceWith: rx.raceWith(timer(3)), zipWith: rx.zipWith(of('x', 'y')), combineLatestWith: rx.combineLatestWith(of('p', 'q')), concatWith: rx.concatWith(of(9)), mergeWith: rx.mergeWith(timer(5)), observeOn: rx.observeOn(asyncScheduler, 3), subscribeOn: rx.subscribeOn(asyncScheduler, 3), ignoreElements: rx.ignoreElements(), sequenceEqual: rx.sequenceEqual(of(1, 2, 3, 4, 5)), throwIfEmpty: rx.throwIfEmpty(), tap: rx.tap({ next: () => {}, complete: () => {} }), pluckPath: rx.map((n) => ({ deep: { n } }).deep.n), dematerialize: rx.pipe(rx.materialize(), rx.dematerialize()), concatAll: rx.pipe(rx.map((n) => of(n, -n)), rx.concatAll()), mergeAll: rx.pipe(rx.map((n) => timer(20 - n)), rx.mergeAll()), switchAll: rx.pipe(rx.map((n) => timer(20 - n)), rx.switchAll()), exhaustAll: rx.pipe(rx.map((n) => timer(20 - n)), rx.exhaustAll()), combineLatestAll: rx.pipe(rx.map((n) => of(n)), rx.combineLatestAll()), zipAll: rx.pipe(rx.map((n) => of(n, n * 10)), rx.zipAll()), onErrorResumeNextWith: rx.onErrorResumeNextWith(of('next')), debounce: rx.debounce((n) => timer(n * 4)), throttle: rx.throttle((n) => timer(n * 4)), audit: rx.audit((n) => timer(n * 4)),
};
const sources = { cold: 'a-b---c|', slow: 'a---------b---------c---------d---------(e|)', failing: 'a 9ms b 9ms #', empty: '|', burst: '(abc) 20ms (de|)' };
for (const [name, operator] of Object.entries(operators)) {
  for (const [kind, diagram] of Object.entries(sources)) check(`${name} of ${kind}`, () => marbles(({ cold }) => cold(diagram, numbers, 'failed').pipe(operator, rx.take(30))));
}
const creations = {
  of: () => of(1, 2), from: () => from([1, [2]]), iterable: () => from(new Set('ab')), range: () => range(2, 3), generate: () => generate(1, (n) => n < 20, (n) => n * 3), interval: () => interval(4).pipe(rx.take(3)), timer: () => timer(2, 5).pipe(rx.take(3)), empty: () => EMPTY, never: () => NEVER.pipe(rx.takeUntil(timer(9))), throwError: () => throwError(() => new Error('thrown')), defer: () => defer(() => of('deferred')), iif: () => iif(() => true, of('yes'), of('no')), concat: () => concat(of(1), timer(3), of(2)), merge: () => merge(interval(3).pipe(rx.take(3)), timer(4)), race: () => race(timer(5), timer(2).pipe(rx.map(() => 'winner'))), zip: () => zip(interval(2), of('a', 'b')), forkJoin: () => forkJoin({ a: of(1, 2), b: timer(5) }), combineLatest: () => combineLatest([interval(3).pipe(rx.take(2)), interval(2).pipe(rx.take(3))]), partition: () => concat(...partition(of(1, 2, 3, 4), (n) => n % 2 === 0)), using: () => using(() => ({ unsubscribe() {} }), () => of('used')),
};
for (const [name, create] of Object.entries(creations)) check(name, () => marbles(create));
for (const [name, make] of Object.entries({ Subject: () => new Subject(), BehaviorSubject: () => new BehaviorSubject('first'), ReplaySubject: () => new ReplaySubject(2), AsyncSubject: () => new AsyncSubject() })) {
  check(name, () => {
    const seen = [];
    const subject = make();
    subject.subscribe((value) => seen.push(`early ${value}`));
    subject.next(1); subject.next(2); subject.next(3);
    subject.subscribe({ next: (value) => seen.push(`late ${value}`), complete: () => seen.push('complete') });
    subject.complete();
    subject.subscribe({ next: (value) => seen.push(`after ${value}`), complete: () => seen.push('completed before') });
    return [seen, subject.closed, subject.observed];
  });
}
check('unsubscribe', () => { const seen = []; const subscription = new rx.Observable((subscriber) => { subscriber.next(1); return () => seen.push('torn down'); }).subscribe((n) => seen.push(n)); subscription.add(() => seen.push('added')); subscription.unsubscribe(); return [seen, subscription.closed]; });
await checkAsync('firstValueFrom', () => firstValueFrom(interval(1)));
await checkAsync('lastValueFrom', () => lastValueFrom(from(Promise.resolve('promised')).pipe(rx.delay(2))));
await checkAsync('EmptyError', () => firstValueFrom(EMPTY));
await checkAsync('fromEvent', async () => { const target = new EventTarget(); const next = firstValueFrom(fromEvent(target, 'ping').pipe(rx.map(({ type }) => type))); target.dispatchEvent(new Event('ping')); return next; });
const random = randomOf(5);
for (let i = 0; i < 40; i++) {
  const events = Array.from({ length: 20 }, () => ({ at: random(60), value: random(10) })).sort((a, b) => a.at - b.at);
  check(`random ${i}`, () => marbles(() => merge(...events.map(({ at, value }) => timer(at).pipe(rx.map(() => value)))).pipe(rx.distinctUntilChanged(), rx.bufferTime(10), rx.filter((list) => list.length > 0), rx.scan((all, list) => all + list.length, 0))));
}
