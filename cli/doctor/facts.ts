// What is gathered once of a running cluster, for all rows to look at. Whatever can't be seen from here says why.
import type { Certificate } from '#cli/doctor/certificate.ts';
import type { StatusResponse } from '#kernel/model/gen/api.gen.ts';
import type { KindName, ObjectByKind } from '#kernel/model/gen/objects.gen.ts';

/** Something that was seen, or why it could not be. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

/** The ports of a master. */
export const portNames = ['gRPC', 'Raft', 'NATS', 'NATS cluster', 'metrics', 'HTTPS'] as const;
export type PortName = (typeof portNames)[number];

/** The ways in that are tried at every port. */
export const attemptNames = [
  'no certificate',
  'a stranger',
  'plain text',
  'TLS 1.1',
  'weak ciphers',
  'no master',
] as const;
export type AttemptName = (typeof attemptNames)[number];

/** What became of one try: who was let in was served, or at least heard. */
export interface Attempt {
  readonly outcome: 'let in' | 'refused' | 'unclear';
  /** What was heard, in short. */
  readonly said: string;
}

/** A port of one master. */
export interface PortFacts {
  readonly master: string;
  readonly port: PortName;
  /** host:port. */
  readonly address: string;
  readonly attempts: Readonly<Partial<Record<AttemptName, Attempt>>>;
  /** What it shows; absent where no handshake came to its end. */
  readonly certificate?: Certificate;
}

/** A port that should not be open at all, and is or not. */
export interface StrayPort {
  readonly address: string;
  readonly what: string;
  readonly isOpen: boolean;
}

/** What a question to the HTTPS face was answered. */
export interface Answer {
  readonly master: string;
  /** 0 where the connection was ended without an answer. */
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a gRPC call was answered: the number of its status, 16 being Unauthenticated. */
export interface CallAnswer {
  readonly master: string;
  readonly method: string;
  readonly status: number;
}

/** How one master's faces answer who should get nothing, by the name of the question. */
export interface FaceFacts {
  readonly http: Readonly<Record<string, readonly Answer[]>>;
  readonly grpc: readonly CallAnswer[];
  /** Calls with the caller's own certificate that are too large. */
  readonly large: Known<readonly CallAnswer[]>;
}

/** The kinds that rows look at. */
export const listedKinds = [
  'Cluster',
  'Namespace',
  'Node',
  'Pod',
  'Secret',
  'Service',
  'ServiceAccount',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'Ingress',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'CertificateSigningRequest',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
] as const satisfies readonly KindName[];
export type ListedKind = (typeof listedKinds)[number];

/** All objects of the kinds that rows look at. */
export interface Objects {
  all<K extends ListedKind>(kind: K): Known<readonly ObjectByKind[K][]>;
}

/** A sample of the log as its tail shows it. */
export interface TailFacts {
  readonly events: number;
  /** Events of Secrets, and of the Cluster, that show what is sealed or should be. */
  readonly open: readonly string[];
  /** Events that do not say who caused them. */
  readonly anonymous: readonly string[];
}

/** A file or folder. */
export interface FileFacts {
  readonly path: string;
  /** The permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly isFolder: boolean;
}

/** A running process of this machine's master or node. */
export interface ProcessFacts {
  readonly pid: number;
  /** The program: orc, or nats-server beside a master. */
  readonly program: 'orc' | 'nats-server';
  readonly arguments: readonly string[];
  readonly environment: Known<Readonly<Record<string, string>>>;
  readonly uid: number;
  /** The soft limit of core dumps in bytes; Infinity without one. */
  readonly coreBytes: number;
  /** Numbers of the signals that it handles. */
  readonly caught: readonly number[];
  readonly noNewPrivileges: boolean;
  /** Where it listens, as host:port. */
  readonly listening: Known<readonly string[]>;
  /** The files that it runs. */
  readonly programFiles: readonly FileFacts[];
}

/** The configuration of this machine's master or node, as far as rows look at it. */
export interface MachineConfig {
  readonly kind: 'master' | 'node';
  readonly file: string;
  readonly name: string;
  readonly address: string;
  readonly dataDir: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly authorityFile: string;
  readonly logLevel: string;
  /** Empty for a node, and where none is named. */
  readonly encryptionKeyFile: string;
  readonly tokenFile: string;
  readonly authorityKeyFile: string;
  readonly oidc: readonly {
    readonly issuerUrl: string;
    readonly usernameClaim: string;
    readonly usernamePrefix: string;
    readonly groupsClaim: string;
    readonly groupsPrefix: string;
    readonly requiredClaims: Readonly<Record<string, string>>;
  }[];
  /** Undefined for a node, and where no audit log is asked for. */
  readonly audit:
    | {
        readonly file: string;
        readonly policyFile: string;
        readonly maxSizeMiB: number;
        readonly maxFiles: number;
      }
    | undefined;
  /** Empty for a master. */
  readonly dockerSocket: string;
  readonly memoryDir: string;
  readonly servers: readonly string[];
}

/** One of the static tokens, without the token itself. */
export interface StaticToken {
  readonly user: string;
  readonly groups: readonly string[];
  readonly length: number;
}

/** What this machine's disk holds of the log. */
export interface LogFiles {
  readonly entries: number;
  /** Secrets whose values stand in the clear, and private keys of the cluster that do. */
  readonly open: readonly string[];
  readonly sealed: number;
}

/** What `--config` lets see of this machine. */
export interface MachineFacts {
  readonly config: MachineConfig;
  /** Undefined for a file that is not there. */
  file(path: string): FileFacts | undefined;
  /** Everything below a folder, bounded; the folder itself first. */
  readonly dataFiles: readonly FileFacts[];
  /** The folders above the configuration, the keys and the data. */
  readonly parents: readonly FileFacts[];
  readonly certificate: Known<Certificate>;
  readonly keyFits: Known<boolean>;
  /** How many different digits the key-encryption key has; a random one has nearly all. */
  readonly encryptionKey: Known<{ readonly digits: number; readonly repeats: boolean }>;
  readonly tokens: Known<readonly StaticToken[]>;
  readonly processes: Known<readonly ProcessFacts[]>;
  /** What of this machine's keys and tokens was found in arguments and environments, by name. */
  readonly leaks: Known<readonly string[]>;
  readonly natsConfig: Known<string>;
  readonly natsUsers: Known<readonly { readonly user: string; readonly isBounded: boolean }[]>;
  /** Files or partitions that memory is written to. */
  readonly swaps: readonly string[];
  /** The type of the file system below `memoryDir`, and its options; undefined while it is not made. */
  readonly memory: { readonly type: string; readonly options: readonly string[] } | undefined;
  readonly logFiles: Known<LogFiles>;
  /** What this machine's own certificate is answered elsewhere: only a node's is tried. */
  readonly asNode: Known<NodeTries>;
}

/** What a node's certificate is answered where it has no business. */
export interface NodeTries {
  /** Subjects of others that it may hear. */
  readonly heard: readonly string[];
  /** Subjects of others that it may speak on. */
  readonly spoke: readonly string[];
  /** The gRPC calls that it was not refused. */
  readonly served: readonly string[];
  readonly metrics: boolean;
  readonly raft: boolean;
}

/** Everything that was gathered. */
export interface Facts {
  readonly nowMs: number;
  /** PEM text of the CA that the caller trusts. */
  readonly authority: Known<Certificate>;
  /** The caller's own certificate. */
  readonly caller: Known<Certificate>;
  /** The file that the caller's configuration is in. */
  readonly kubeconfig: Known<FileFacts>;
  readonly masters: Known<readonly StatusResponse[]>;
  readonly ports: Known<readonly PortFacts[]>;
  readonly stray: Known<readonly StrayPort[]>;
  readonly natsHello: Known<
    readonly { readonly master: string; readonly info: Readonly<Record<string, unknown>> }[]
  >;
  readonly faces: Known<FaceFacts>;
  readonly objects: Objects;
  readonly tail: Known<TailFacts>;
  readonly machine: Known<MachineFacts>;
}
