// The server: which program it is, and its life.

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type * as vscode from "vscode";
import {
  EventEmitter,
  l10n,
  window,
  workspace,
  type CancellationToken,
  type ExtensionContext,
  type TextDocument,
} from "vscode";
import {
  LanguageClient,
  State,
  type LanguageClientOptions,
  type Position,
  type RequestType,
  type TextEdit,
} from "vscode-languageclient/node";
import { selector } from "./documents";

/** The program of the settings, else the one that comes with the extension, else the one on the path. */
function program(context: ExtensionContext): string {
  // In a folder that is not trusted VS Code leaves the folder's own setting out.
  const set = workspace.getConfiguration("crossfoot").get<string>("server.path");
  if (set) return set;
  const name = process.platform === "win32" ? "crossfoot.exe" : "crossfoot";
  const bundled = join(context.extensionPath, "server", name);
  return existsSync(bundled) ? bundled : "crossfoot";
}

/** Runs the program, or says why it cannot. */
function run(command: string): Promise<ChildProcess> {
  const server = spawn(command, ["lsp"]);
  return new Promise((resolve, reject) => server.once("spawn", () => resolve(server)).once("error", reject));
}

export class Server {
  readonly log = window.createOutputChannel("Crossfoot", { log: true });
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeState = this.changed.event;
  private client: LanguageClient;
  /** Runs already, and is to be spoken to. */
  private ready: ChildProcess | undefined;

  constructor(private readonly context: ExtensionContext) {
    this.client = this.create();
  }

  private create(): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: selector,
      initializationOptions: { showsTemplates: true, settings: workspace.getConfiguration("crossfoot") },
      synchronize: { configurationSection: "crossfoot" },
      outputChannel: this.log,
      middleware: {
        provideInlayHints: (document, range, token, next) =>
          workspace.getConfiguration("crossfoot", document).get("inlayHints")
            ? next(document, range, token)
            : [],
      },
    };
    const client = new LanguageClient("crossfoot", "Crossfoot", () => this.program(), options);
    client.onDidChangeState(() => this.changed.fire());
    return client;
  }

  /** The program is looked for anew each time: the settings may have changed. */
  private async program(): Promise<ChildProcess> {
    const ready = this.ready ?? (await run(program(this.context)));
    this.ready = undefined;
    return ready;
  }

  get state(): State {
    return this.client.state;
  }

  get isRunning(): boolean {
    return this.client.isRunning();
  }

  /** Starts the server, again if it runs. */
  async start(): Promise<void> {
    try {
      // First, for what the client says of a program that is not there helps nobody.
      this.ready = await this.program();
      if (this.isRunning) return await this.client.restart();
      // A client that could not start never will.
      if (this.state === State.StartFailed) this.client = this.create();
      await this.client.start();
    } catch (error) {
      const log = l10n.t("Show log");
      const message = l10n.t("The Crossfoot server did not start: {0}", String(error));
      if ((await window.showErrorMessage(message, log)) === log) this.log.show();
    }
  }

  async stop(): Promise<void> {
    if (this.isRunning) await this.client.stop();
  }

  request<Params extends object, Result>(
    type: RequestType<Params, Result, void>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result> {
    return this.client.sendRequest(type as RequestType<object, Result, void>, params, token);
  }

  uri(document: TextDocument): string {
    return this.client.code2ProtocolConverter.asUri(document.uri);
  }

  position(position: vscode.Position): Position {
    return this.client.code2ProtocolConverter.asPosition(position);
  }

  edits(edits: TextEdit[]): Promise<vscode.TextEdit[]> {
    return this.client.protocol2CodeConverter.asTextEdits(edits);
  }
}
