// Which images a node pulls, and under which name a container's image runs.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imageToRun, pinsAnnotation } from '#kernel/images/pins.ts';
import type { ImageDetails } from '#node-agent/container-runtime.ts';
import { Images } from '#node-agent/images.ts';

const digest = `sha256:${'1'.repeat(64)}`;
const details: ImageDetails = { id: 'i', names: [], sizeBytes: 1, fromRegistry: true, user: '' };

/** Images of a node that has `present`; `pulled` is told what it pulls. */
function imagesOf(present: Readonly<Record<string, ImageDetails>>, pulled: string[]): Images {
  return new Images({
    image: (name) => Promise.resolve(present[name]),
    pull: (name) => {
      pulled.push(name);
      return Promise.resolve();
    },
  });
}

describe('an image of a node', () => {
  it('is pulled by its digest when it is pinned, whatever is there under its tag', async () => {
    const pod = {
      metadata: { annotations: { [pinsAnnotation]: JSON.stringify({ 'a:5000/web:v1': digest }) } },
    };
    const name = imageToRun('a:5000/web:v1', pod);
    assert.equal(name, `a:5000/web@${digest}`);
    assert.equal(imageToRun('a:5000/web:v2', pod), 'a:5000/web:v2');
    assert.equal(imageToRun('web', { metadata: {} }), 'web');
    const pulled: string[] = [];
    const images = imagesOf({ 'a:5000/web:v1': details }, pulled);
    assert.deepEqual(await images.ensure(name, 'IfNotPresent'), { ok: true });
    assert.deepEqual(pulled, [name]);
    const never = await images.ensure(name, 'Never');
    assert.ok('reason' in never && never.reason === 'ErrImageNeverPull');
  });

  it('is not pulled again by a digest, since no registry can have newer bytes of it', async () => {
    const pulled: string[] = [];
    const images = imagesOf({ [`web@${digest}`]: details, 'web:v1': details }, pulled);
    for (const policy of ['Always', 'IfNotPresent', 'Never'])
      assert.deepEqual(await images.ensure(`web@${digest}`, policy), { ok: true });
    assert.deepEqual(pulled, []);
    await images.ensure('web:v1', 'Always');
    assert.deepEqual(pulled, ['web:v1'], 'a tag is asked for');
  });

  it('under a pin that is none runs as it is named', () => {
    for (const text of ['x', '[]', JSON.stringify({ web: 'v1' }), JSON.stringify({ web: '' })])
      assert.equal(imageToRun('web', { metadata: { annotations: { [pinsAnnotation]: text } } }), 'web');
  });
});
