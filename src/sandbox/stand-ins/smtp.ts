import { createServer, type Socket } from 'node:net';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came: headers, an empty line, the body; line ends are `\n`. */
  readonly raw: string;
}

interface MailTrouble {
  /** Every connection is broken off at once. */
  isDown: boolean;
  /** The next recipients are answered with this, `451 4.3.0 Try again`, and not taken. */
  refuse(answer: string, times?: number): void;
  /** The next connections are never greeted. */
  hang(times?: number): void;
  /** The next messages are taken, and the connection breaks before the answer. */
  loseAnswer(times?: number): void;
  /** When the next message has come, before it is taken or after, `then` happens; nobody hears an answer. */
  interrupt(then: () => void, when: 'before' | 'after'): void;
}

/** A message of which no answer is heard. */
interface Loss {
  readonly takes: boolean;
  readonly meanwhile?: () => void;
}

export interface SmtpSink {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string;
  readonly mails: readonly Mail[];
  readonly trouble: MailTrouble;
  /** How many connections there have been. */
  connections(): number;
  /** How many wait for a greeting that never comes. */
  hanging(): number;
  /** How many are in the middle of a conversation, which takes real time. */
  talking(): number;
  close(): Promise<void>;
}

interface Sink {
  readonly mails: Mail[];
  readonly takeRefusal: () => string | null;
  readonly takeLoss: () => Loss | null;
  /** It has said goodbye. */
  readonly leave: (socket: Socket) => void;
}

/** A mail server on loopback that keeps what it is given: SMTP as far as a client that only sends needs it. */
export async function startSmtp(
  login: { user: string; password: string } | null = null,
): Promise<SmtpSink> {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const silent = new Set<Socket>();
  const talking = new Set<Socket>();
  const refusals: { readonly answer: string; left: number }[] = [];
  const losses: Loss[] = [];
  let [hangs, connections] = [0, 0];

  const trouble: MailTrouble = {
    isDown: false,
    refuse: (answer, times = 1) => void refusals.push({ answer, left: times }),
    hang: (times = 1) => {
      hangs += times;
    },
    loseAnswer: (times = 1) => void losses.push(...Array<Loss>(times).fill({ takes: true })),
    interrupt: (meanwhile, when) => void losses.push({ takes: when === 'after', meanwhile }),
  };
  const sink: Sink = {
    mails,
    takeRefusal: () => {
      const refusal = refusals.find(({ left }) => left > 0);
      if (!refusal) return null;
      refusal.left -= 1;
      return refusal.answer;
    },
    takeLoss: () => losses.shift() ?? null,
    leave: (socket) => void talking.delete(socket),
  };
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      silent.delete(socket);
      talking.delete(socket);
    });
    if (trouble.isDown) socket.destroy();
    else if (hangs > 0) {
      hangs -= 1;
      silent.add(socket);
    } else {
      talking.add(socket);
      converse(socket, sink, login);
    }
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const auth = login
    ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@`
    : '';
  return {
    url: `smtp://${auth}127.0.0.1:${port}`,
    mails,
    trouble,
    connections: () => connections,
    hanging: () => silent.size,
    talking: () => talking.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** One connection, from greeting to QUIT. */
function converse(
  socket: Socket,
  { mails, takeRefusal, takeLoss, leave }: Sink,
  login: { user: string; password: string } | null,
): void {
  let buffer = '';
  let isData = false;
  let from = '';
  let to: string[] = [];
  const say = (line: string): void => void socket.write(`${line}\r\n`);

  const receive = (raw: string): void => {
    const loss = takeLoss();
    if (loss?.takes !== false)
      mails.push({ from, to, raw: raw.replaceAll('\r\n', '\n').replace(/^\.\./gm, '.') });
    to = [];
    isData = false;
    loss?.meanwhile?.();
    if (loss) socket.destroy();
    else say(`250 2.0.0 Ok: queued as ${mails.length}`);
  };
  /** What is said to one line. */
  const answerTo = (line: string): string => {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (verb) {
      case 'EHLO':
        return `250-sandbox\r\n250-8BITMIME${login ? '\r\n250-AUTH PLAIN' : ''}\r\n250 OK`;
      case 'AUTH': {
        const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .split('\0');
        const isRight = user === login?.user && password === login?.password;
        return isRight ? '235 2.7.0 Ok' : '535 5.7.8 Authentication credentials invalid';
      }
      case 'MAIL':
        from = address;
        return '250 2.1.0 Ok';
      case 'RCPT': {
        const refusal = takeRefusal();
        if (refusal === null) to.push(address);
        return refusal ?? '250 2.1.5 Ok';
      }
      case 'DATA':
        isData = true;
        return '354 End data with <CR><LF>.<CR><LF>';
      case 'QUIT':
        leave(socket);
        return '221 2.0.0 Bye';
      default:
        return /^(?:RSET|NOOP)$/.test(verb) ? '250 2.0.0 Ok' : '502 5.5.2 Command not recognized';
    }
  };

  socket.on('data', (chunk) => {
    buffer += chunk.toString();
    for (;;) {
      const ending = isData ? '\r\n.\r\n' : '\r\n';
      const end = buffer.indexOf(ending);
      if (end < 0) return;
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end + ending.length);
      if (isData) receive(text);
      else say(answerTo(text));
    }
  });
  say('220 sandbox ESMTP');
}
