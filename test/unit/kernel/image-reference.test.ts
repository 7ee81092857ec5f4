// The texts of images, read as Docker reads them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isRegistryHost, nameByDigest, parseImage, registryAddress } from '#kernel/images/reference.ts';

const hex = 'a'.repeat(64);

describe('the text of an image', () => {
  it('says registry, repository and tag as it does to Docker', () => {
    for (const [text, host, repository, tag] of [
      ['nginx', 'docker.io', 'library/nginx', 'latest'],
      ['nginx:1.25', 'docker.io', 'library/nginx', '1.25'],
      ['team/web:v1', 'docker.io', 'team/web', 'v1'],
      ['docker.io/nginx', 'docker.io', 'library/nginx', 'latest'],
      ['index.docker.io/team/web', 'docker.io', 'team/web', 'latest'],
      ['docker.io/library/nginx:1', 'docker.io', 'library/nginx', '1'],
      ['images.example.com/web', 'images.example.com', 'web', 'latest'],
      ['images.example.com:5000/a/b/c:v1', 'images.example.com:5000', 'a/b/c', 'v1'],
      ['localhost/web', 'localhost', 'web', 'latest'],
      ['localhost:5000/web', 'localhost:5000', 'web', 'latest'],
      ['registry:5000/web:v1', 'registry:5000', 'web', 'v1'],
      ['registry/web:v1', 'docker.io', 'registry/web', 'v1'],
      ['127.0.0.1:5000/web', '127.0.0.1:5000', 'web', 'latest'],
      ['[::1]:5000/web:v1', '[::1]:5000', 'web', 'v1'],
      ['Images/web', 'Images', 'web', 'latest'],
      ['a__b/c.d-e_f:V_1.x-y', 'docker.io', 'a__b/c.d-e_f', 'V_1.x-y'],
    ] as const)
      assert.deepEqual(parseImage(text), { host, repository, tag, digest: undefined }, text);
  });

  it('may name the bytes themselves', () => {
    const digest = `sha256:${hex}`;
    assert.deepEqual(parseImage(`web@${digest}`), {
      host: 'docker.io',
      repository: 'library/web',
      tag: 'latest',
      digest,
    });
    assert.equal(parseImage(`a.example/web:v1@${digest}`)?.digest, digest);
    assert.equal(parseImage(`web@sha512:${hex}${hex}`)?.digest, `sha512:${hex}${hex}`);
  });

  it('is no image’s where Docker refuses it', () => {
    for (const text of [
      '',
      ':v1',
      'web:',
      'web:v 1',
      'Web',
      'web/',
      '/web',
      'a//b',
      'web:-v1',
      '-web',
      'a___b',
      'web@',
      'web@sha256:abc',
      `web@sha256:${hex}@sha256:${hex}`,
      hex,
      'http://a.example/web',
      'a.example:99999/web',
      'a.example:0/web',
      'a_b.example/web',
      'a.example/web?x',
      'a.example/../web',
      'user@a.example/web',
      'a.example/web:v1/x',
      `web:${'v'.repeat(129)}`,
      `${'a/'.repeat(140)}web`,
      `a.example/${'x'.repeat(100_000)}`,
      'wéb',
      'web\n',
    ])
      assert.equal(parseImage(text), undefined, JSON.stringify(text.slice(0, 80)));
  });

  it('becomes the name by which bytes are pulled', () => {
    const digest = `sha256:${hex}`;
    for (const [text, name] of [
      ['nginx', 'nginx'],
      ['nginx:1.25', 'nginx'],
      ['registry:5000/web', 'registry:5000/web'],
      ['registry:5000/web:v1', 'registry:5000/web'],
      [`web:v1@${digest}`, 'web'],
    ] as const)
      assert.equal(nameByDigest(text, digest), `${name}@${digest}`);
  });

  it('leads to where the registry answers', () => {
    assert.equal(registryAddress('docker.io'), 'registry-1.docker.io');
    assert.equal(registryAddress('images.example.com:5000'), 'images.example.com:5000');
    assert.ok(isRegistryHost('[fd00::1]:5000'));
    for (const text of ['', 'a b', 'https://a', 'a/b', 'a:', 'a:70000', '-a'])
      assert.ok(!isRegistryHost(text));
  });
});
