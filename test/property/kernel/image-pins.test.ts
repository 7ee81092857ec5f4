// Pins of images, whatever is written: a tag is resolved once, what is written again asks for nothing and changes
// nothing, and what a user gets wrong is told and not believed.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import {
  type PodText,
  givenPins,
  imageToRun,
  pinModeAnnotation,
  pinsAnnotation,
  pinsText,
  validatePins,
  withPins,
} from '#kernel/images/pins.ts';
import { planPins, withPinsOf } from '#kernel/images/plan.ts';
import { isDigest, nameByDigest, parseImage } from '#kernel/images/reference.ts';
import { check } from '#kit/check.ts';

const texts = [
  'web',
  'web:v1',
  'a.example:5000/web:v1',
  'team/db',
  `web@sha256:${'0'.repeat(64)}`,
  'NO IMAGE',
];
const digest = fc.nat(3).map((number) => `sha256:${String(number).repeat(64)}`);
const container = fc.record({
  name: fc.constant('c'),
  image: fc.constantFrom(...texts),
  imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
});
const pins = fc.dictionary(fc.constantFrom(...texts), digest).map((each) => new Map(Object.entries(each)));
const mode = fc.constantFrom(undefined, 'true', 'false', 'required');
const pod: fc.Arbitrary<PodText> = fc
  .record({
    containers: fc.array(container, { minLength: 1, maxLength: 3 }),
    initContainers: fc.array(container, { maxLength: 1 }),
    pins: fc.option(
      pins.map((each) => pinsText(each)),
      { nil: undefined },
    ),
    mode,
  })
  .map(({ containers, initContainers, pins: text, mode: wanted }) => ({
    metadata: {
      annotations: {
        other: 'x',
        ...(text !== undefined && { [pinsAnnotation]: text }),
        ...(wanted !== undefined && { [pinModeAnnotation]: wanted }),
      },
    },
    spec: { containers, initContainers },
  }));

const imagesOf = ({ spec }: PodText): string[] =>
  [...(spec.initContainers ?? []), ...spec.containers].map(({ image }) => image);

/** A pod as it is written when a registry has `answers`. */
function written(
  next: PodText,
  previous: PodText | undefined,
  answers: ReadonlyMap<string, string>,
): PodText {
  const plan = planPins(next, previous);
  const made = new Map(plan.kept);
  for (const text of plan.asked) {
    const found = answers.get(text) ?? plan.before.get(text);
    if (found !== undefined) made.set(text, found);
  }
  return withPins(next, made);
}

describe('pins', () => {
  it('are of texts that are there and name no bytes, and are asked for or kept, not both', () => {
    check(
      fc.property(pod, fc.option(pod, { nil: undefined }), (next, previous) => {
        const plan = planPins(next, previous);
        const images = imagesOf(next);
        for (const [text, pin] of plan.kept) {
          assert.ok(images.includes(text) && isDigest(pin));
          assert.ok(!plan.asked.includes(text));
        }
        for (const text of plan.asked) assert.ok(images.includes(text) && !text.includes('@'));
        assert.equal(new Set(plan.asked).size, plan.asked.length);
        if (plan.mode === 'off') assert.equal(plan.kept.size + plan.asked.length, 0);
      }),
    );
  });

  it('stay when the same is written again, with them or without, whatever tags stand for then', () => {
    check(
      fc.property(pod, pins, pins, (next, answers, later) => {
        const first = written(next, undefined, answers);
        const { [pinsAnnotation]: _none, ...annotations } = first.metadata?.annotations ?? {};
        for (const again of [first, withPinsOf({ ...first, metadata: { annotations } }, first)]) {
          const plan = planPins(again, first);
          const isRequired = plan.mode === 'required';
          // What is required and could not be had is asked for again.
          if (!isRequired) assert.deepEqual(plan.asked, []);
          assert.deepEqual(written(again, first, isRequired ? new Map() : later), first);
        }
      }),
    );
  });

  it('are those of before for every text that stays, when another is added', () => {
    check(
      fc.property(pod, container, pins, pins, (next, added, answers, later) => {
        const first = written(next, undefined, answers);
        const grown = { ...first, spec: { ...first.spec, containers: [...first.spec.containers, added] } };
        const second = givenPins(written(grown, first, later));
        for (const [text, pin] of givenPins(first)) assert.equal(second.get(text), pin);
      }),
    );
  });

  it('are asked for anew once they are taken away, and stay where nobody answers', () => {
    check(
      fc.property(pod, pins, pins, (next, answers, later) => {
        const first = written(next, undefined, answers);
        const { [pinsAnnotation]: text, ...annotations } = first.metadata?.annotations ?? {};
        if (text === undefined) return;
        const without = { ...first, metadata: { annotations } };
        const second = givenPins(written(without, first, later));
        const policies = new Map<string, boolean>();
        for (const { image, imagePullPolicy } of [
          ...(first.spec.initContainers ?? []),
          ...first.spec.containers,
        ])
          policies.set(image, policies.get(image) === true || imagePullPolicy !== 'Never');
        for (const [image, pin] of givenPins(first))
          assert.equal(
            second.get(image),
            policies.get(image) === true ? (later.get(image) ?? pin) : undefined,
          );
      }),
    );
  });

  it('are read as they were written, and only what is one is believed', () => {
    check(
      fc.property(pins, fc.oneof(fc.string(), fc.json()), fc.constantFrom(...texts), (made, text, image) => {
        const bare: PodText = { spec: { containers: [] } };
        const carrier = withPins(bare, made);
        assert.deepEqual(givenPins(carrier), made);
        assert.deepEqual(validatePins(carrier, ''), []);
        const odd = { metadata: { annotations: { [pinsAnnotation]: text } } };
        for (const [, pin] of givenPins(odd)) assert.ok(pin === '' || isDigest(pin));
        const run = imageToRun(image, odd);
        assert.ok(run === image || run.startsWith(nameByDigest(image, 'sha256:')));
      }),
      300,
    );
  });

  it('name, with any digest, an image of the same registry and repository', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const host = fc.constantFrom('', 'a.example/', 'a.example:5000/', 'localhost/', '127.0.0.1:5000/');
    const tag = fc.constantFrom('', ':v1', ':latest', ':V.2_x-y');
    check(
      fc.property(
        host,
        fc.array(part, { minLength: 1, maxLength: 3 }),
        tag,
        digest,
        (at, path, tagged, pin) => {
          const text = `${at}${path.join('/')}${tagged}`;
          const [before, after] = [parseImage(text), parseImage(nameByDigest(text, pin))];
          assert.ok(before !== undefined && after !== undefined, text);
          assert.deepEqual(
            [after.host, after.repository, after.digest],
            [before.host, before.repository, pin],
          );
        },
      ),
      300,
    );
  });

  it('never keep a text from being read', () => {
    check(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.ipV6()), (text) => {
        const found = parseImage(text);
        assert.ok(found === undefined || found.host !== '');
      }),
      500,
    );
  });
});
