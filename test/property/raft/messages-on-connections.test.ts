// Messages that a connection cuts anywhere come out whole, and stay so: pieces' memory is given back early.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MessageAssembler } from '#raft/transport/connection.ts';
import { lengthBytes } from '#raft/transport/frames.ts';

/** Bytes as they may come: all of their buffer, or a part of a larger one. */
function arrived(bytes: Uint8Array, isWhole: boolean): Uint8Array {
  if (isWhole) return bytes.slice();
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 2);
  return larger.subarray(2, 2 + bytes.length);
}

describe('the messages on a connection between masters', () => {
  it('come out whole however they are cut, and nothing that came out changes later', () => {
    const message = fc.uint8Array({ maxLength: 40 });
    const cut = fc.record({ bytes: fc.integer({ min: 1, max: 60 }), isWhole: fc.boolean() });
    fc.assert(
      fc.property(fc.array(message), fc.array(cut, { minLength: 1 }), (messages, cuts) => {
        const wire = Buffer.concat(
          messages.map((each) => {
            const length = Buffer.alloc(lengthBytes);
            length.writeUInt32BE(each.length);
            return Buffer.concat([length, each]);
          }),
        );
        const assembler = new MessageAssembler();
        const taken: Uint8Array[] = [];
        for (let [at, turn] = [0, 0]; at < wire.length; turn++) {
          const { bytes, isWhole } = cuts[turn % cuts.length] ?? { bytes: 1, isWhole: true };
          assembler.add(arrived(wire.subarray(at, at + bytes), isWhole));
          at += bytes;
          for (let next = assembler.take(); next !== undefined; next = assembler.take()) taken.push(next);
        }
        assert.deepEqual(
          taken.map((each) => [...each]),
          messages.map((each) => [...each]),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
