package io.threadkeep.kit;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transfer.ExportText.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Threads with everything that a thread can have, as a seed has it. */
final class RandomThreads {
  private final Trial trial;
  private final Random random;
  private final IdSource ids;
  private final Map<AssistantId, Assistant> assistants = new LinkedHashMap<>();

  RandomThreads(Trial trial, long seed) {
    this.trial = trial;
    this.random = new Random(seed);
    this.ids = new IdSource(trial.clock(), new Random(seed + 1));
    for (int n = 0; n < 3; n++) {
      Assistant assistant = assistant();
      assistants.put(assistant.id(), assistant);
    }
  }

  Map<AssistantId, Assistant> assistants() {
    return assistants;
  }

  /** By creation; some are forks of others, of which some are gone. */
  List<Written> threads(int count, int mostMessages) {
    List<Written> all = new ArrayList<>();
    for (int n = 0; n < count + count / 4; n++) {
      trial.pass(Duration.ofMillis(3));
      all.add(
          n == 0 || random.nextInt(5) < 2
              ? thread(pick(Scopes.ACME, Scopes.ANN, Scopes.BOB), mostMessages)
              : fork(all.get(random.nextInt(n)), mostMessages));
    }
    while (all.size() > count) {
      all.remove(random.nextInt(all.size()));
    }
    return all;
  }

  private Written fork(Written source, int mostMessages) {
    int position = random.nextInt(source.messages().size() + 1);
    Written own = thread(source.thread().owner(), random.nextInt(mostMessages + 1));
    ChatThread plain = own.thread();
    ChatThread fork =
        new ChatThread(
            plain.id(),
            plain.owner(),
            plain.metadata(),
            position + plain.messageCount(),
            plain.createdAt(),
            plain.state(),
            plain.activeAt(),
            new ForkPoint(source.thread().id(), position));
    List<Message> messages = new ArrayList<>(source.messages().subList(0, position));
    own.messages().stream()
        .map(message -> new Message(fork.id(), position + message.position(), message.draft()))
        .forEach(messages::add);
    return new Written(fork, Forks.in(fork, messages), own.runs());
  }

  Written thread(Scope owner, int mostMessages) {
    int count = random.nextInt(mostMessages + 1);
    Instant created = trial.clock().instant();
    ChatThread thread =
        new ChatThread(
            ids.thread(),
            owner,
            metadata(),
            count,
            created,
            pick(ThreadState.ACTIVE, ThreadState.ARCHIVED),
            created.plusMillis(random.nextInt(99)));
    List<Message> messages = new ArrayList<>();
    for (int position = 1; position <= count; position++) {
      messages.add(message(thread, position));
    }
    List<EndedRun> runs = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      runs.add(run(thread));
    }
    return new Written(thread, messages, runs);
  }

  Message message(ChatThread thread, long position) {
    Role role = pick(Role.values());
    List<ContentPart> content = new ArrayList<>();
    do {
      content.add(part(role));
    } while (random.nextInt(3) == 0);
    List<Attachment> attachments =
        random.nextInt(4) == 0
            ? List.of(new Attachment("file-" + random.nextInt(99), List.of("file_search")))
            : List.of();
    return new Message(
        thread.id(),
        position,
        new MessageDraft(
            ids.message(),
            new NewMessage(role, content, attachments, metadata()),
            origin(),
            LogFixture.SIZES.message(content),
            trial.clock().instant().plusMillis(position)));
  }

  private ContentPart part(Role role) {
    return switch (role) {
      case TOOL -> new ContentPart.ToolResult(text(1), text(), random.nextBoolean());
      case USER -> pick(this::words, this::imageUrl, this::imageFile);
      case ASSISTANT -> pick(this::words, this::refusal, this::call, this::imageFile);
    };
  }

  private ContentPart words() {
    List<Annotation> annotations = new ArrayList<>();
    for (int n = random.nextInt(4) == 0 ? 3 : 0; n > 0; n--) {
      annotations.add(
          switch (n) {
            case 1 -> new Annotation.FileCitation(text(), text(1), n, n + 9);
            case 2 -> new Annotation.FilePath(text(), "file-9", 0, 0);
            default -> new Annotation.UrlCitation(text(), "https://example.org/\u00E9", 1, 2);
          });
    }
    return new ContentPart.Text(text(), annotations);
  }

  private ContentPart imageUrl() {
    return new ContentPart.ImageUrl(
        pick("https://example.org/a.png", "data:image/png;base64,AAAA"),
        pick(ImageDetail.values()));
  }

  private ContentPart imageFile() {
    return new ContentPart.ImageFile("file-" + random.nextInt(99), pick(ImageDetail.values()));
  }

  private ContentPart refusal() {
    return new ContentPart.Refusal(text());
  }

  private ContentPart call() {
    return new ContentPart.ToolCall("call-" + random.nextInt(99), text(1), "{\"a\": [" + text());
  }

  private Origin origin() {
    return random.nextBoolean()
        ? Origin.CALLER
        : new Origin(
            random.nextBoolean() ? ids.run() : null,
            random.nextBoolean() ? ids.assistant() : null,
            random.nextBoolean() ? pick(IncompleteReason.values()) : null);
  }

  private EndedRun run(ChatThread thread) {
    RunStatus status =
        pick(Stream.of(RunStatus.values()).filter(RunStatus::isFinal).toArray(RunStatus[]::new));
    Run bare = Restorable.run(trial, thread, status);
    AssistantId known =
        random.nextBoolean() ? pick(assistants.keySet().toArray(AssistantId[]::new)) : null;
    Run run = known == null ? bare : by(known, bare);
    List<RunStep> steps = Restorable.steps(trial, run, random.nextInt(4));
    return new EndedRun(run, steps);
  }

  /** The same by this assistant. */
  static EndedRun by(AssistantId assistant, EndedRun ended) {
    return new EndedRun(by(assistant, ended.run()), ended.steps());
  }

  private static Run by(AssistantId assistant, Run run) {
    var spec = run.spec();
    return new Run(
        run.id(),
        run.threadId(),
        run.owner(),
        new RunSpec(
            assistant,
            spec.instructions(),
            spec.settings(),
            spec.tools(),
            spec.toolChoice(),
            spec.context(),
            spec.metadata()),
        run.progress(),
        run.times());
  }

  private Assistant assistant() {
    ResponseFormat format =
        pick(
            new ResponseFormat.Auto(),
            new ResponseFormat.Text(),
            new ResponseFormat.JsonObject(),
            new ResponseFormat.JsonSchema("shape", text(), "{\"type\":\"object\"}", true));
    ModelSettings settings =
        new ModelSettings("gpt-4.1-mini", 0.25, null, "low", format, 512, random.nextBoolean());
    NewAssistant definition =
        new NewAssistant(
            text(),
            null,
            text(),
            settings,
            List.of(new ToolDefinition("lookup", text())),
            metadata());
    return new Assistant(
        ids.assistant(), 1 + random.nextInt(5), trial.clock().instant(), definition);
  }

  private Metadata metadata() {
    Metadata metadata = Metadata.EMPTY;
    for (int n = random.nextInt(4); n > 0; n--) {
      metadata = metadata.with(text(1), text());
    }
    return metadata;
  }

  private String text() {
    String text = pick(HostileText.ALL.toArray(String[]::new));
    return random.nextInt(3) == 0 ? text + new String(Character.toChars(code())) : text;
  }

  /** Of which there is at least {@code least} characters, and no more than a key may have. */
  private String text(int least) {
    String text = text();
    return text.isBlank() || text.length() > 60 ? "k".repeat(least) + random.nextInt(99) : text;
  }

  private int code() {
    int code = 1 + random.nextInt(Character.MAX_CODE_POINT);
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? 'x' : code;
  }

  @SafeVarargs
  private <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }

  @SafeVarargs
  private ContentPart pick(Supplier<ContentPart>... of) {
    return of[random.nextInt(of.length)].get();
  }
}
