import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lifeOver } from '#cli/renewal.ts';
import { createAuthority, issueCertificate, validityOf } from '#runtime/pki.ts';

describe("a user's certificate", () => {
  it('says how much of its life is over', async () => {
    const subject = { name: 'ann', groups: [], hosts: [], days: 1 };
    const { certificate } = await issueCertificate(await createAuthority('test'), subject);
    const { fromMs, untilMs } = validityOf(certificate);
    for (const share of [0, 0.5, 1])
      assert.equal(lifeOver(certificate, fromMs + (untilMs - fromMs) * share).toFixed(6), share.toFixed(6));
  });
});
