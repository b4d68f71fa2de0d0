// Buffers that grow, shrink, move and are detached, and the views that follow them.
const buffer = new ArrayBuffer(4, { maxByteLength: 16 });
const bytes = new Uint8Array(buffer), fixed = new Uint8Array(buffer, 1, 2), view = new DataView(buffer);
bytes.set([1, 2, 3, 4]);
view.setInt16(2, 0x0506);
buffer.resize(8);
bytes[6] = 7;
const lengths = [bytes.length, fixed.length, view.byteLength];
buffer.resize(2);
lengths.push(bytes.length, fixed.length, view.byteLength);
try { view.getInt16(1); } catch (error) { lengths.push(error.message); }
try { fixed[0] = 9; lengths.push(fixed[0]); } catch (error) { lengths.push(error.message); }
buffer.resize(16);
fixed[0] = 9;
const moved = buffer.transfer(6);
lengths.push(buffer.detached, bytes.length, moved.byteLength, new Uint8Array(moved).join());
const shrunk = moved.transferToFixedLength(3);
lengths.push(moved.detached, shrunk.resizable, new Uint8Array(shrunk).join());
try { bytes.fill(1); } catch (error) { lengths.push(error.message); }
const shared = new SharedArrayBuffer(2, { maxByteLength: 4 });
const words = new Uint16Array(shared);
shared.grow(4);
words[1] = 258;
Atomics.add(words, 0, 3);
const clone = structuredClone({ shrunk, words: new Uint16Array([1, 2]) }, { transfer: [shrunk] });
lengths.push(shrunk.detached, clone.shrunk.byteLength, words.join());
const subarray = new Uint8Array([5, 4, 3, 2, 1]).subarray(1, 4);
subarray.sort();
subarray.reverse();
const other = subarray.toSorted().with(0, 9);
subarray.copyWithin(0, 1);
console.log(lengths, subarray, other, new Uint8Array(subarray.buffer));
