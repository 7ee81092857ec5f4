// People who hold one role each in one namespace, before a real master: what they ask over HTTP and gRPC.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Metadata, type ServiceError, credentials, status } from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  AccessService,
  ClusterService,
  CommitRequest,
  CommitResponse,
  ListRequest,
  ListResponse,
  ObjectsService,
  ReviewRequest,
  ReviewResponse,
  StatusRequest,
  StatusResponse,
} from '#kernel/model/gen/api.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { groups } from '#runtime/pki.ts';
import { TestMasters } from '#kit/cli/masters.ts';

export const people = ['root', 'vera', 'eddie', 'ada', 'bob', 'nina'] as const;
export type Person = (typeof people)[number];

const tokenLines = [
  `root-token,root,1,"${groups.administrators}"`,
  ...people.slice(1).map((name, index) => `${name}-token,${name},${index + 2},"developers"`),
  '',
].join('\n');

export const group = 'rbac.authorization.k8s.io';
export const rbac = `/apis/${group}/v1`;
export const inTeam = `${rbac}/namespaces/team`;

export const user = (name: string): object => ({ kind: 'User', apiGroup: group, name });
export const clusterRole = (name: string): object => ({ apiGroup: group, kind: 'ClusterRole', name });
export const binding = (kind: string, name: string, roleRef: object, ...subjects: object[]): object => ({
  apiVersion: `${group}/v1`,
  kind,
  metadata: { name },
  roleRef,
  subjects,
});
export const role = (kind: string, name: string, ...rules: object[]): object => ({
  apiVersion: `${group}/v1`,
  kind,
  metadata: { name },
  rules,
});
export const rule = (
  verbs: string[],
  apiGroups: string[],
  resources: string[],
  names: string[] = [],
): object => ({
  verbs,
  apiGroups,
  resources,
  ...(names.length > 0 && { resourceNames: names }),
});
export const configMap = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
});

export const changes = (...all: CommitRequest['changes']): CommitRequest => ({
  changes: all,
  reason: '',
  dryRun: false,
});
export const manifest = (
  json: object,
): { apiVersion: string; kind: string; raw: Uint8Array; json: Uint8Array } => ({
  apiVersion: '',
  kind: '',
  raw: new Uint8Array(),
  json: new TextEncoder().encode(JSON.stringify(json)),
});
const { commit, list } = ObjectsService.methods;
export const typed = {
  commit: { path: commit.path, request: CommitRequest, response: CommitResponse },
  list: { path: list.path, request: ListRequest, response: ListResponse },
  status: {
    path: ClusterService.methods.status.path,
    request: StatusRequest,
    response: StatusResponse,
  },
  review: {
    path: AccessService.methods.review.path,
    request: ReviewRequest,
    response: ReviewResponse,
  },
};
export const listOf = (kind: string, namespace: string, kindGroup = ''): ListRequest => ({
  group: kindGroup,
  kind,
  namespace,
  labelSelector: '',
  fieldSelector: '',
  limit: 0,
  continue: '',
  stale: false,
  minRevision: 0,
  atRevision: 0,
});

export class People implements AsyncDisposable {
  readonly masters: TestMasters;
  readonly folder: string;

  private constructor(masters: TestMasters, folder: string) {
    this.masters = masters;
    this.folder = folder;
  }

  /**
   * Starts a master, with `further` in its configuration, makes the namespaces `team` and `other`, and lets vera view,
   * eddie edit and ada rule `team`.
   */
  static async up(further: object = {}): Promise<People> {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-roles-'));
    const tokenFile = path.join(folder, 'tokens');
    writeFileSync(tokenFile, tokenLines, { mode: 0o600 });
    const people = new People(await TestMasters.up(1, () => undefined, { tokenFile, ...further }), folder);
    const made = (where: string, body: object): Promise<void> => people.made(where, body);
    for (const name of ['team', 'other'])
      await made('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    for (const [name, who] of [
      ['view', 'vera'],
      ['edit', 'eddie'],
      ['admin', 'ada'],
    ] as const)
      await made(`${inTeam}/rolebindings`, binding('RoleBinding', who, clusterRole(name), user(who)));
    await made('/api/v1/namespaces/team/configmaps', configMap('first'));
    await made('/api/v1/namespaces/team/configmaps', configMap('second'));
    await made('/apis/apps/v1/namespaces/team/deployments', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'main', image: 'web:v1' }] },
        },
      },
    });
    return people;
  }

  /** A request as somebody; the status and the body. */
  async ask(
    person: Person,
    method: string,
    where: string,
    body?: object,
    headers: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<{ readonly code: number; readonly body: JsonObject }> {
    const [host = '', port = ''] = (this.masters.apis[0] ?? '').split(':');
    const options = { host, port: Number(port), path: where, method, ca: this.masters.authority.certificate };
    const sent = {
      authorization: `Bearer ${person}-token`,
      'content-type': 'application/json',
      connection: 'close',
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request({ ...options, headers: sent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          // What a watch says is not waited for: that it stands is the answer.
          if (where.includes('watch=')) answer.destroy();
        });
        answer.once('close', () => {
          const text = Buffer.concat(chunks).toString();
          let json: unknown = {};
          if (text.startsWith('{') && !where.includes('watch=')) json = JSON.parse(text);
          resolve({ code: answer.statusCode ?? 0, body: isJsonObject(json) ? json : {} });
        });
      });
      outgoing.once('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Makes an object as root. */
  async made(where: string, body: object): Promise<void> {
    const { code, body: answer } = await this.ask('root', 'POST', where, body);
    assert.equal(code, 201, JSON.stringify(answer));
  }

  /** Writes a file by which kubectl knows the people, each as the context of their name, and returns its path. */
  kubeconfig(): string {
    const file = path.join(this.folder, 'kubeconfig');
    const authority = Buffer.from(this.masters.authority.certificate).toString('base64');
    const cluster = {
      server: `https://${this.masters.apis[0] ?? ''}`,
      'certificate-authority-data': authority,
    };
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'root',
      clusters: [{ name: 'c', cluster }],
      users: people.map((name) => ({ name, user: { token: `${name}-token` } })),
      contexts: people.map((name) => ({ name, context: { cluster: 'c', user: name, namespace: 'team' } })),
    };
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    return file;
  }

  /** A gRPC call as somebody, by their token unless another is given; its status code and what was said. */
  async grpc<Request, Response>(
    person: Person,
    method: {
      readonly path: string;
      readonly request: MessageType<Request>;
      readonly response: MessageType<Response>;
    },
    message: Request,
    asOther = '',
    token = `${person}-token`,
  ): Promise<{ readonly code: number; readonly message: string; readonly response: Response | undefined }> {
    const client = new Client(
      this.masters.servers[0] ?? '',
      credentials.createSsl(Buffer.from(this.masters.authority.certificate)),
    );
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    if (asOther !== '') metadata.set('impersonate-user', asOther);
    try {
      return await new Promise((resolve) => {
        client.makeUnaryRequest(
          method.path,
          (value: Request) => Buffer.from(encode(method.request, value)),
          (bytes) => decode(method.response, bytes),
          message,
          metadata,
          { deadline: Date.now() + 20_000 },
          (error: ServiceError | null, response?: Response) =>
            resolve({ code: error?.code ?? status.OK, message: error?.details ?? '', response }),
        );
      });
    } finally {
      client.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.masters[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
