// Amounts are what quantities say: sums are exact, and what is written can be read again.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { addAmounts, amountOf, amountText, amountsOf, greaterAmounts, sumOf } from '#kernel/model/amount.ts';
import { canonicalQuantity, quantityMillis } from '#kernel/model/quantity.ts';

const quantity = fc
  .tuple(fc.nat(1_000_000), fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi'))
  .map(([count, suffix]) => `${count}${suffix}`);
const quantities = fc.dictionary(fc.constantFrom('cpu', 'memory', 'storage'), quantity);

describe('amounts', () => {
  it('are written as quantities of the same worth', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const sum = sumOf(amountOf(a), amountOf(b));
        assert.equal(sum.millis, quantityMillis(a) + quantityMillis(b));
        const text = amountText(sum);
        // A sum of both families that is no power of 1024 is written as a bare number.
        if (!sum.isBinary || text.endsWith('i')) assert.equal(canonicalQuantity(text), text);
        // Powers of 1024 have no parts below one.
        const exact = sum.isBinary ? ((sum.millis + 999n) / 1000n) * 1000n : sum.millis;
        assert.equal(quantityMillis(text), exact);
      }),
    );
  });

  it('are added and compared name by name', () => {
    fc.assert(
      fc.property(quantities, quantities, (a, b) => {
        const [left, right] = [amountsOf(a), amountsOf(b)];
        const [sum, most] = [addAmounts(left, right), greaterAmounts(left, right)];
        for (const name of ['cpu', 'memory', 'storage']) {
          const [one, other] = [quantityMillis(a[name]), quantityMillis(b[name])];
          assert.equal(sum.get(name)?.millis ?? 0n, one + other);
          assert.equal(most.get(name)?.millis ?? 0n, one > other ? one : other);
        }
      }),
    );
  });
});
