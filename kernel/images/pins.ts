// Pins: which bytes the tags of a pod's images stand for. They are kept in an annotation of the pod, or of the template
// that pods are made of, so that they go wherever the template goes: into ReplicaSets, their pods, and back by a rollback.
import type { FieldCause } from '#kernel/errors.ts';
import { isDigest, nameByDigest } from '#kernel/images/reference.ts';
import { invalid, notSupported } from '#kernel/kinds/kind.ts';
import type { PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { isJsonObject } from '#kernel/model/json.ts';

/** Holds the pins: JSON, from the text of an image to its digest, or to `""` for one that is to be resolved anew. */
export const pinsAnnotation = 'orc.dev/image-digests';
/** Says whether images are pinned. */
export const pinModeAnnotation = 'orc.dev/pin-images';

/** `usual`: where it is possible. `off`: never. `required`: a write is refused unless it is possible. */
export type PinMode = 'usual' | 'off' | 'required';
/** Digests by the texts of images. */
export type Pins = ReadonlyMap<string, string>;
/** What a tag stands for, or why that is not known. */
export type Resolution = { readonly digest: string } | { readonly problem: string };
/** What came of a question, by the texts of images. */
export type Resolutions = ReadonlyMap<string, Resolution>;
/** A pod, or a template of pods. */
export interface PodText {
  readonly metadata?: Pick<ObjectMeta, 'annotations'>;
  readonly spec: Pick<PodSpec, 'containers' | 'initContainers'>;
}

const modes: Readonly<Record<string, PinMode>> = { true: 'usual', false: 'off', required: 'required' };

/** Whether the images of a pod are to be pinned. */
export function pinMode({ metadata }: PodText): PinMode {
  const text = metadata?.annotations?.[pinModeAnnotation];
  return (text !== undefined && Object.hasOwn(modes, text) && modes[text]) || 'usual';
}

/** The entries of a text of pins; undefined when it is not a JSON object. */
function entriesOf(text: string): readonly (readonly [string, unknown])[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isJsonObject(json) ? Object.entries(json) : undefined;
}

/** The pins that a pod carries, and as `""` what is to be resolved anew; what is no pin is passed over. */
export function givenPins({ metadata }: Pick<PodText, 'metadata'>): Pins {
  const text = metadata?.annotations?.[pinsAnnotation];
  const entries = text === undefined ? [] : (entriesOf(text) ?? []);
  return new Map(
    entries.filter(
      (entry): entry is readonly [string, string] =>
        typeof entry[1] === 'string' && (entry[1] === '' || isDigest(entry[1])),
    ),
  );
}

/** The image that a node runs for a container's text. */
export function imageToRun(image: string, pod: Pick<PodText, 'metadata'>): string {
  const digest = image.includes('@') ? undefined : givenPins(pod).get(image);
  return digest === undefined || digest === '' ? image : nameByDigest(image, digest);
}

/** The pins as they are written: in the order of the texts. */
export function pinsText(pins: Pins): string {
  return JSON.stringify(Object.fromEntries([...pins].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))));
}

/** What is wrong with the annotations about pins of a pod that stands at `at`, such as `spec.template`; empty for a pod. */
export function validatePins(pod: PodText, at: string): FieldCause[] {
  const annotations = pod.metadata?.annotations;
  const field = (name: string): string =>
    `${at === '' ? '' : `${at}.`}metadata.annotations[${JSON.stringify(name)}]`;
  const causes: FieldCause[] = [];
  const mode = annotations?.[pinModeAnnotation];
  if (mode !== undefined && !Object.hasOwn(modes, mode))
    causes.push(notSupported(field(pinModeAnnotation), mode, Object.keys(modes)));
  const text = annotations?.[pinsAnnotation];
  if (text === undefined) return causes;
  const entries = entriesOf(text);
  if (entries === undefined)
    causes.push(
      invalid(field(pinsAnnotation), text, 'must be a JSON object from the texts of images to their digests'),
    );
  for (const [image, digest] of entries ?? [])
    if (typeof digest !== 'string' || (digest !== '' && !isDigest(digest)))
      causes.push(
        invalid(
          field(pinsAnnotation),
          digest,
          `the digest of ${JSON.stringify(image)} must be sha256: and 64 hexadecimal digits, or "" to have the image resolved anew`,
        ),
      );
  return causes;
}

/** The pod with these pins. What it says of them already stays as it is written. */
export function withPins<T extends PodText>(pod: T, pins: Pins): T {
  const annotations = pod.metadata?.annotations;
  const text = annotations?.[pinsAnnotation];
  if (pins.size === 0) {
    if (text === undefined) return pod;
    const { [pinsAnnotation]: _gone, ...others } = annotations ?? {};
    const { annotations: _all, ...metadata } = pod.metadata ?? {};
    const left = Object.keys(others).length > 0 ? { annotations: others } : {};
    return { ...pod, metadata: { ...metadata, ...left } };
  }
  const given = text === undefined ? [] : (entriesOf(text) ?? []);
  if (given.length === pins.size && given.every(([image, digest]) => pins.get(image) === digest)) return pod;
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations: { ...annotations, [pinsAnnotation]: pinsText(pins) } },
  };
}
