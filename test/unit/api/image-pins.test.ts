// Images are pinned when they are written: what admission asks registries, and what apply, update and patch make of pins.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { pinModeAnnotation, pinsAnnotation } from '#kernel/images/pins.ts';
import { templateOf } from '#kernel/kinds/templates.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { type Admitted, admission } from '#api/admission/admit.ts';
import { admitControllerPod } from '#api/admission/controller-pod.ts';
import { ruleOf } from '#kit/admission.ts';
import type { Resolutions } from '#kernel/images/pins.ts';
import type { Admission } from '#api/admission/review.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';
import { webhookOf, webhooksOf } from '#kit/webhook-server.ts';

const [one, two, three] = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}`);
/** What admission stops with. */
type Question = Admission<unknown> extends Generator<infer Asked, unknown, unknown> ? Asked : never;
type Json = Readonly<Record<string, unknown>>;

/** A bench whose users' changes ask a registry that is told what its tags stand for. */
class PinBench {
  readonly bench = new ControlBench({ nodes: 0 });
  /** What the registry was asked, in its order. */
  readonly asked: string[] = [];
  readonly warnings: string[] = [];
  tags: Readonly<Record<string, string | undefined>> = {};

  /** What registries answer. */
  answers(question: Question): Resolutions {
    assert.ok('images' in question, 'only registries are asked');
    const answers = [...question.images].map(([text]) => {
      this.asked.push(text);
      const digest = this.tags[text];
      return [text, digest === undefined ? { problem: 'it is away' } : { digest }] as const;
    });
    return new Map(answers);
  }

  /** A pod of a controller as a webhook makes it, which names this image. */
  made(pod: OrcObject, image: string): OrcObject {
    assert.ok(pod.kind === 'Pod');
    const steps = admitControllerPod(pod, this.bench.context());
    let step = steps.next();
    while (step.done !== true) {
      const question = step.value;
      if (!('hooks' in question)) {
        step = steps.next(this.answers(question));
        continue;
      }
      const { definition } = question.review;
      const json = objectToJson(definition.type, pod);
      const [container] = pod.spec.containers;
      const patched = { ...json, spec: { ...pod.spec, containers: [{ ...container, image }] } };
      step = steps.next(container?.image === image ? pod : question.accept(patched, pod));
    }
    return step.value;
  }

  change(change: Change, resolved?: Map<object, Resolutions>): Admitted | undefined {
    const notes = {
      warn: (text: string) => void this.warnings.push(text),
      violated: () => undefined,
      judged: () => undefined,
      annotate: () => undefined,
      judgedBy: () => undefined,
    };
    const steps = admission(change, { ...this.bench.context(), notes, ...(resolved && { resolved }) });
    let step = steps.next();
    while (step.done !== true) {
      step = steps.next(this.answers(step.value));
    }
    const admitted = step.value;
    if (admitted?.write !== undefined) {
      const { error, message } = this.bench.commit([admitted.write]);
      assert.equal(error, '', message);
    }
    return admitted;
  }

  apply(json: object): Admitted | undefined {
    return this.change({ apply: { object: manifestOf(json) } });
  }

  applyServerSide(json: object, fieldManager = 'ann'): Admitted | undefined {
    return this.change({ apply: { object: manifestOf(json), fieldManager } });
  }

  put(json: object): Admitted | undefined {
    return this.change({ update: { object: manifestOf(json), status: false } });
  }

  patch(kind: 'Deployment' | 'Pod', name: string, merge: object): Admitted | undefined {
    const mergePatch = new TextEncoder().encode(JSON.stringify(merge));
    const key = { group: '', kind, namespace: 'default', name };
    return this.change({ patch: { key, mergePatch, status: false } });
  }

  /** What was asked since the last look. */
  takeAsked(): string[] {
    return this.asked.splice(0);
  }

  web(): OrcObject {
    return this.bench.get('Deployment', 'web');
  }
}

function annotationOf(object: OrcObject | undefined): string | undefined {
  assert.ok(object !== undefined);
  const pod = object.kind === 'Pod' ? object : templateOf(object);
  return pod?.metadata?.annotations?.[pinsAnnotation];
}

function pinsOf(object: OrcObject | undefined): unknown {
  const text = annotationOf(object);
  return text === undefined ? undefined : JSON.parse(text);
}

/** A deployment of these images, its template with these annotations. */
function web(images: readonly string[], annotations?: Json, more: Json = {}): object {
  return deploymentOf('web', '', {
    template: {
      metadata: { labels: { app: 'web' }, ...(annotations && { annotations }) },
      spec: { containers: images.map((image, index) => ({ name: `c${index}`, image, ...more })) },
    },
  });
}

const annotate = (annotations: Json): object => ({ spec: { template: { metadata: { annotations } } } });

function pinned(): PinBench {
  const on = new PinBench();
  on.tags = { 'web:v1': one };
  on.apply(web(['web:v1']));
  assert.deepEqual(on.takeAsked(), ['web:v1']);
  assert.deepEqual(pinsOf(on.web()), { 'web:v1': one });
  // From now on the tag stands for something else.
  on.tags = { 'web:v1': two, 'db:v1': three };
  return on;
}

describe('a tag that is written', () => {
  it('is resolved once, and the image stays as it was asked for', () => {
    const on = pinned();
    const template = templateOf(on.web());
    assert.deepEqual(
      template?.spec.containers.map(({ image }) => image),
      ['web:v1'],
    );
    assert.equal(on.web().metadata.annotations?.[pinsAnnotation], undefined);
  });

  it('keeps its pin when the same manifest is applied or sent again', () => {
    for (const again of ['apply', 'put', 'applyServerSide'] as const) {
      const on = pinned();
      const done = on[again](web(['web:v1']));
      // The others change what stands of the manifest that was applied, or who manages it, and no more.
      if (again === 'apply') assert.equal(done?.result, 'unchanged');
      assert.deepEqual(on.takeAsked(), []);
      assert.deepEqual(pinsOf(on.web()), { 'web:v1': one });
      assert.equal(on.web().metadata.generation, 1, `${again}: nothing is rolled`);
    }
  });

  it('keeps its pin when who applied it begins to apply it on the server, and takes over what was there before', () => {
    const on = pinned();
    on.applyServerSide(web(['web:v1']), 'kubectl');
    const managed = on.web().metadata.managedFields ?? [];
    assert.ok(managed.length > 0 && !JSON.stringify(managed).includes(pinsAnnotation));
    on.applyServerSide(web(['web:v1']), 'before-first-apply');
    assert.deepEqual(on.takeAsked(), []);
    assert.deepEqual(pinsOf(on.web()), { 'web:v1': one });
  });

  it('keeps its pin when other things of the template change, or images are added', () => {
    const on = pinned();
    on.patch('Deployment', 'web', annotate({ note: 'x' }));
    on.put(web(['web:v1'], undefined, { env: [{ name: 'A', value: 'b' }] }));
    on.patch('Deployment', 'web', { spec: { replicas: 3 } });
    assert.deepEqual(on.takeAsked(), []);
    on.apply(web(['web:v1', 'db:v1']));
    assert.deepEqual(on.takeAsked(), ['db:v1']);
    assert.deepEqual(pinsOf(on.web()), { 'db:v1': three, 'web:v1': one });
    on.apply(web(['db:v1']));
    assert.deepEqual(on.takeAsked(), []);
    assert.deepEqual(pinsOf(on.web()), { 'db:v1': three }, 'what is no longer used is dropped');
    on.apply(web(['web:v1']));
    assert.deepEqual(pinsOf(on.web()), { 'web:v1': two }, 'what comes back comes back anew');
  });

  it('gets its old pin back with its old template', () => {
    const on = pinned();
    const old = objectToJson(definitionOf('Deployment').type, on.web());
    const before = { ...old, metadata: { name: 'web' }, status: undefined };
    on.apply(web(['db:v1']));
    on.takeAsked();
    on.put(before);
    assert.deepEqual(on.takeAsked(), []);
    assert.deepEqual(pinsOf(on.web()), { 'web:v1': one });
  });

  it('is resolved anew when a patch takes the pins away, or empties one', () => {
    for (const value of [null, JSON.stringify({ 'web:v1': '' })]) {
      const on = pinned();
      on.patch('Deployment', 'web', annotate({ [pinsAnnotation]: value }));
      assert.deepEqual(on.takeAsked(), ['web:v1']);
      assert.deepEqual(pinsOf(on.web()), { 'web:v1': two });
      assert.equal(on.web().metadata.generation, 2);
      assert.deepEqual(on.warnings, []);
    }
  });

  it('changes nothing when it is resolved anew to the same', () => {
    const on = pinned();
    on.tags = { 'web:v1': one };
    const done = on.patch('Deployment', 'web', annotate({ [pinsAnnotation]: null }));
    assert.deepEqual([done?.result, on.web().metadata.generation], ['unchanged', 1]);
    assert.deepEqual(on.takeAsked(), ['web:v1']);
  });

  it('stays pinned, with a warning, when it can not be resolved anew', () => {
    const on = pinned();
    on.tags = {};
    on.patch('Deployment', 'web', annotate({ [pinsAnnotation]: null }));
    assert.deepEqual(pinsOf(on.web()), { 'web:v1': one });
    assert.deepEqual(on.warnings, [`image "web:v1" stays pinned to ${one}: it is away`]);
  });

  it('is not pinned where it can not be resolved, and is not asked for again unasked', () => {
    const on = new PinBench();
    on.apply(web(['web:v1', 'NOIMAGE']));
    assert.deepEqual(on.takeAsked(), ['web:v1'], 'what is no image’s name is nobody’s to be asked for');
    assert.equal(annotationOf(on.web()), undefined);
    on.tags = { 'web:v1': one };
    on.apply(web(['web:v1'], undefined, { env: [{ name: 'A', value: 'b' }] }));
    on.patch('Deployment', 'web', { metadata: { labels: { a: 'b' } } });
    assert.deepEqual(on.takeAsked(), []);
    on.patch('Deployment', 'web', annotate({ [pinsAnnotation]: JSON.stringify({ 'web:v1': '' }) }));
    assert.deepEqual(pinsOf(on.web()), { 'web:v1': one });
    assert.deepEqual(on.warnings, []);
  });

  it('is not asked for by its status, or its scale', () => {
    const on = pinned();
    on.patch('Deployment', 'web', { spec: { replicas: 4 } });
    const key = { group: '', kind: 'Deployment', namespace: 'default', name: 'web' };
    const mergePatch = new TextEncoder().encode(JSON.stringify({ status: { replicas: 1 } }));
    on.change({ patch: { key, mergePatch, status: true } });
    assert.deepEqual(on.takeAsked(), []);
  });
});

describe('the tags of many pods of one spec', () => {
  const podNamed = (name: string): Change => {
    const containers = [
      { name: 'a', image: 'web:v1' },
      { name: 'b', image: 'db:v1' },
    ];
    const json = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers } };
    return { create: { object: manifestOf(json) } };
  };
  /** Makes pods in one transaction; all have the same pins, and most were not asked for. */
  const together = (on: PinBench, names: readonly string[], pins: Json | undefined): void => {
    const resolved = new Map<object, Resolutions>();
    const made = names.map((name) => on.change(podNamed(name), resolved));
    for (const each of made) assert.deepEqual(pinsOf(each?.object), pins);
    // The first two are not known to be of one spec: letters that came once are not kept.
    assert.ok(on.takeAsked().length <= 2 * 2);
  };

  it('are resolved once in a transaction, and in the next again', () => {
    const on = new PinBench();
    on.tags = { 'web:v1': one, 'db:v1': two };
    together(on, ['a1', 'a2', 'a3', 'a4', 'a5'], { 'web:v1': one, 'db:v1': two });
    on.tags = { 'web:v1': three, 'db:v1': two };
    together(on, ['b1', 'b2', 'b3', 'b4', 'b5'], { 'web:v1': three, 'db:v1': two });
    on.tags = {};
    together(on, ['c1', 'c2', 'c3', 'c4', 'c5'], undefined);
  });
});

describe('pins that a user writes', () => {
  const byHand = JSON.stringify({ 'web:v1': three });

  it('stand, and nobody is asked about their images', () => {
    const on = pinned();
    on.apply(web(['web:v1', 'db:v1'], { [pinsAnnotation]: byHand }));
    assert.deepEqual(on.takeAsked(), ['db:v1']);
    assert.deepEqual(pinsOf(on.web()), { 'db:v1': three, 'web:v1': three });
    for (const again of ['apply', 'put'] as const) {
      on[again](web(['web:v1', 'db:v1'], { [pinsAnnotation]: byHand }));
      assert.equal(on.web().metadata.generation, 2, again);
      assert.deepEqual(on.takeAsked(), [], 'those that it leaves out are kept');
    }
  });

  it('are forgotten, and the tag resolved, when their manifest no longer has them', () => {
    for (const apply of ['apply', 'applyServerSide'] as const) {
      const on = new PinBench();
      on.tags = { 'web:v1': two };
      on[apply](web(['web:v1'], { [pinsAnnotation]: byHand }));
      assert.deepEqual(on.takeAsked(), []);
      assert.equal(annotationOf(on.web()), byHand, 'as it was written');
      on[apply](web(['web:v1']));
      assert.deepEqual(pinsOf(on.web()), { 'web:v1': two }, apply);
    }
  });

  it('stay written as they are, in whichever form', () => {
    const spaced = `{ "web:v1" : "${three}" }`;
    const on = new PinBench();
    on.apply(web(['web:v1'], { [pinsAnnotation]: spaced }));
    assert.equal(annotationOf(on.web()), spaced);
    assert.equal(on.apply(web(['web:v1'], { [pinsAnnotation]: spaced }))?.result, 'unchanged');
  });

  it('are refused when they are none, naming the field', () => {
    const on = pinned();
    const at = 'spec.template.metadata.annotations["orc.dev/image-digests"]';
    for (const text of ['x', '[]', '"a"', '{"web:v1":"v1"}', '{"web:v1":1}', '{"web:v1":"sha256:ABC"}'])
      for (const act of [
        () => on.apply(web(['web:v1'], { [pinsAnnotation]: text })),
        () => on.patch('Deployment', 'web', annotate({ [pinsAnnotation]: text })),
      ])
        assert.throws(act, (error) => {
          assert.ok(error instanceof OrcError && error.code === 'Invalid', String(error));
          assert.deepEqual(
            error.details.causes?.map(({ field }) => field),
            [at],
          );
          return true;
        });
    assert.throws(
      () => on.apply(web(['web:v1'], { [pinModeAnnotation]: 'no' })),
      /annotations\["orc\.dev\/pin-images"\]: Unsupported value: "no": supported values: "true", "false", "required"/,
    );
    assert.deepEqual(on.takeAsked(), []);
  });
});

describe('pod and template', () => {
  it('of every kind that makes pods are pinned', () => {
    const on = new PinBench();
    on.tags = { 'web:v1': one };
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'web:v1' }] },
    };
    const once = { ...template, spec: { ...template.spec, restartPolicy: 'Never' } };
    const selector = { matchLabels: { app: 'web' } };
    const metadata = { name: 'web' };
    for (const json of [
      { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec },
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata, spec: { selector, template } },
      { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, template } },
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata,
        spec: { selector, template, serviceName: 'x' },
      },
      { apiVersion: 'v1', kind: 'ReplicationController', metadata, spec: { template } },
      { apiVersion: 'v1', kind: 'PodTemplate', metadata, template },
      { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: once } },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata,
        spec: { schedule: '* * * * *', jobTemplate: { spec: { template: once } } },
      },
    ]) {
      const made = on.change({ create: { object: manifestOf(json) } });
      assert.deepEqual(pinsOf(made?.object), { 'web:v1': one }, json.kind);
      assert.deepEqual(on.takeAsked(), ['web:v1'], json.kind);
      if (json.kind === 'Pod') continue;
      assert.equal(on.put(json)?.result, 'unchanged', json.kind);
      assert.deepEqual(on.takeAsked(), [], json.kind);
    }
  });

  it('that opt out are not pinned, and lose what pins they have', () => {
    const off = { [pinModeAnnotation]: 'false' };
    const on = pinned();
    on.patch('Deployment', 'web', annotate(off));
    assert.equal(annotationOf(on.web()), undefined);
    on.apply(web(['web:v1', 'db:v1'], off));
    assert.equal(annotationOf(on.web()), undefined);
    assert.deepEqual(on.takeAsked(), []);
    on.patch('Deployment', 'web', annotate({ [pinModeAnnotation]: null }));
    assert.deepEqual(on.takeAsked(), ['web:v1', 'db:v1'], 'from then on they are');
    assert.deepEqual(pinsOf(on.web()), { 'db:v1': three, 'web:v1': two });
  });

  it('that require pins are refused where they can not be had, with what to do', () => {
    const on = new PinBench();
    on.tags = { 'web:v1': one };
    const wanted = { [pinModeAnnotation]: 'required' };
    assert.throws(
      () => on.apply(web(['web:v1', 'db:v1', 'NOIMAGE'], wanted)),
      (error) => {
        assert.ok(error instanceof OrcError && error.code === 'Invalid', String(error));
        assert.deepEqual(
          error.details.causes?.map(({ field }) => field),
          ['spec.template.spec.containers[1].image', 'spec.template.spec.containers[2].image'],
        );
        assert.match(error.message, /"db:v1": can't be pinned, .*"required": it is away; name the image by/);
        assert.match(error.message, /"NOIMAGE": .*no image can have this name/);
        return true;
      },
    );
    on.apply(web(['web:v1', `db@${three}`], wanted));
    on.takeAsked();
    assert.equal(on.apply(web(['web:v1', `db@${three}`], wanted))?.result, 'unchanged');
    assert.deepEqual(on.takeAsked(), []);
    on.apply(web(['web:v1', `db@${three}`]));
    const other = new PinBench();
    other.apply(web(['web:v1']));
    other.takeAsked();
    assert.throws(() => other.patch('Deployment', 'web', annotate(wanted)), /can't be pinned/);
    assert.deepEqual(other.takeAsked(), ['web:v1'], 'what is required is asked for at once');
  });

  it('of images that are never pulled, or named by their digest, ask nobody', () => {
    const on = new PinBench();
    on.apply(web(['web:v1'], { [pinModeAnnotation]: 'required' }, { imagePullPolicy: 'Never' }));
    on.apply(web([`web:v1@${one}`]));
    assert.deepEqual(on.takeAsked(), []);
    assert.equal(annotationOf(on.web()), undefined);
  });

  it('that can not be made for another reason ask nobody', () => {
    const on = new PinBench();
    assert.throws(() => on.apply(web(['web:v1'], undefined, { ports: [{ containerPort: 0 }] })));
    assert.deepEqual(on.takeAsked(), []);
  });

  it('of a pod keep their pins when the pod is sent whole, and are resolved when its image changes', () => {
    const on = new PinBench();
    on.tags = { 'web:v1': one, 'web:v2': two };
    const containers = [{ name: 'c', image: 'web:v1' }];
    on.apply({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers } });
    on.takeAsked();
    const { metadata, ...rest } = objectToJson(definitionOf('Pod').type, on.bench.get('Pod', 'web'));
    assert.ok(metadata !== undefined);
    on.put({ ...rest, metadata: { name: 'web', labels: { a: 'b' } } });
    assert.deepEqual(on.takeAsked(), []);
    assert.deepEqual(pinsOf(on.bench.get('Pod', 'web')), { 'web:v1': one });
    on.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'c', image: 'web:v2' }] },
    });
    assert.deepEqual(pinsOf(on.bench.get('Pod', 'web')), { 'web:v2': two });
  });

  it('of a job that runs keep their pins, since nothing of them may change', () => {
    const on = new PinBench();
    on.tags = { 'web:v1': one };
    const json = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'web' },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'web:v1' }] } } },
    };
    on.apply(json);
    on.tags = { 'web:v1': two };
    assert.equal(on.apply(json)?.result, 'unchanged');
    assert.deepEqual(pinsOf(on.bench.get('Job', 'web')), { 'web:v1': one });
  });

  it('of a pod that a controller makes are resolved where a webhook named another image', () => {
    const on = new PinBench();
    on.bench.apply(
      webhooksOf(
        'MutatingWebhookConfiguration',
        'mirror',
        webhookOf('mirror', { url: 'https://example.com/' }, ruleOf('pods')),
      ),
    );
    on.tags = { 'mirror/demo:v1': two };
    const plain = pod('web-1');
    const annotations = { [pinsAnnotation]: JSON.stringify({ 'demo:v1': one }) };
    const own = { ...plain, metadata: { ...plain.metadata, annotations } };
    assert.equal(on.made(own, 'demo:v1'), own);
    assert.deepEqual(on.takeAsked(), []);
    const mirrored = on.made(own, 'mirror/demo:v1');
    assert.ok(mirrored.kind === 'Pod');
    assert.deepEqual(pinsOf(mirrored), { 'mirror/demo:v1': two });
    assert.equal(mirrored.spec.containers[0]?.image, 'mirror/demo:v1');
    on.tags = {};
    assert.deepEqual(pinsOf(on.made(own, 'mirror/demo:v1')), undefined);
    const strict = { ...annotations, [pinModeAnnotation]: 'required' };
    assert.throws(
      () => on.made({ ...plain, metadata: { ...plain.metadata, annotations: strict } }, 'mirror/demo:v1'),
      { code: 'Invalid', message: /spec.containers\[0\].image: .*mirror\/demo:v1.* it is away/ },
    );
  });
});
