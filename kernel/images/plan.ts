// Which of a pod's images keep their pins when it is written, and which are to be resolved. Pure.
//
// A tag is resolved once: a text that stays in an object keeps its pin, whatever the tag stands for now. A manifest says
// nothing of pins, so who sends one again must not lose them: what an annotation does not name is kept. It is resolved
// anew when somebody asks for that: by an empty digest, or by a patch that takes the annotation away.
import {
  type PinMode,
  type Pins,
  type PodText,
  givenPins,
  pinMode,
  pinsAnnotation,
} from '#kernel/images/pins.ts';
import { once } from '#kernel/model/shared.ts';

/** What becomes of the pins of a pod that is written. */
export interface PinPlan {
  readonly mode: PinMode;
  /** Pins that stand. */
  readonly kept: Pins;
  /** The texts to resolve. */
  readonly asked: readonly string[];
  /** What those among them were pinned to until now that are resolved anew. */
  readonly before: Pins;
}

const none: Pins = new Map();

/** The texts of a pod's images, and whether a node may pull them. */
function textsOf(spec: PodText['spec']): ReadonlyMap<string, boolean> {
  const texts = new Map<string, boolean>();
  for (const { image, imagePullPolicy } of [...(spec.initContainers ?? []), ...spec.containers])
    texts.set(image, texts.get(image) === true || imagePullPolicy !== 'Never');
  return texts;
}

/** Whether a pod says anything of pins, if only that there shall be none. */
function isAnnotated({ metadata }: PodText): boolean {
  return metadata?.annotations?.[pinsAnnotation] !== undefined;
}

/** The plan of a new pod, or template, of this spec that says nothing of pins. */
const usualPlan = once((spec: PodText['spec']): PinPlan => {
  const asked: string[] = [];
  for (const [text, isPulled] of textsOf(spec)) if (isPulled && !text.includes('@')) asked.push(text);
  return { mode: 'usual', kept: none, asked, before: none };
});

/** What becomes of the pins of a pod, or a template, that takes the place of `previous`. */
export function planPins(next: PodText, previous: PodText | undefined): PinPlan {
  const mode = pinMode(next);
  if (mode === 'off') return { mode, kept: none, asked: [], before: none };
  if (previous === undefined && mode === 'usual' && !isAnnotated(next)) return usualPlan(next.spec);
  const kept = new Map<string, string>();
  const before = new Map<string, string>();
  const asked: string[] = [];
  const given = givenPins(next);
  const old = previous === undefined ? new Map<string, string>() : givenPins(previous);
  const wasOff = previous !== undefined && pinMode(previous) === 'off';
  const known = previous === undefined ? undefined : textsOf(previous.spec);
  const isTakenAway = previous !== undefined && isAnnotated(previous) && !isAnnotated(next);
  for (const [text, isPulled] of textsOf(next.spec)) {
    if (text.includes('@')) continue;
    const digest = given.get(text);
    const was = known?.has(text) === true ? old.get(text) : undefined;
    const isAnew = digest === '' || isTakenAway;
    const stands = digest !== undefined && digest !== '' ? digest : isAnew ? undefined : was;
    if (stands !== undefined) {
      kept.set(text, stands);
      continue;
    }
    const isNew = known?.has(text) !== true || wasOff;
    if (!isPulled || !(isNew || isAnew || mode === 'required')) continue;
    asked.push(text);
    if (was !== undefined) before.set(text, was);
  }
  return { mode, kept, asked, before };
}

/** The pod with the pins of another where it says nothing of pins: what a manifest leaves out is not taken away. */
export function withPinsOf<T extends PodText>(pod: T, other: PodText): T {
  const text = other.metadata?.annotations?.[pinsAnnotation];
  if (text === undefined || isAnnotated(pod)) return pod;
  const annotations = { ...pod.metadata?.annotations, [pinsAnnotation]: text };
  return { ...pod, metadata: { ...pod.metadata, annotations } };
}
