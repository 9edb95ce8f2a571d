package io.threadkeep.samples.supportdesk;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.RunExecutor;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the rest of the application calls. A customer reaches their own tickets and no other's; the
 * staff reaches all. Safe for use by many threads.
 */
public final class HelpDesk implements AutoCloseable {
  private static final String SHOP = "shop";
  private static final Scope STAFF = Scope.tenant(SHOP);

  private final Threadkeep keep;
  private final Assistant assistant;

  /**
   * @param keep with the tools that the assistant may use; closed together with this
   */
  HelpDesk(Threadkeep keep) {
    this.keep = keep;
    this.assistant = DeskAssistant.in(keep.assistants(STAFF), keep.tools());
  }

  static Scope customer(String name) {
    return Scope.user(SHOP, name);
  }

  public Ticket open(String customer, String subject) {
    Conversation conversation =
        keep.conversations(customer(customer)).start(Ticket.labels(subject, TicketState.OPEN));
    return Ticket.of(conversation.thread());
  }

  /**
   * @throws io.threadkeep.error.NotFoundException if this customer has no such ticket
   */
  public Ticket resume(String customer, ThreadId id) {
    return Ticket.of(keep.conversations(customer(customer)).get(id));
  }

  /** The customer's newest tickets, the newest first. */
  public List<Ticket> tickets(String customer) {
    return keep
        .conversations(customer(customer))
        .find(ThreadQuery.ALL, PageRequest.newestFirst())
        .items()
        .stream()
        .map(Ticket::of)
        .toList();
  }

  /** All that was said, oldest first. */
  public Stream<Message> messages(Ticket ticket) {
    return conversation(ticket).messages();
  }

  /**
   * Stores what the customer says and sets the assistant to work on it, in one transaction.
   *
   * @throws io.threadkeep.run.ActiveRunException if the assistant is at work on the ticket, or
   *     waits for a clerk; nothing is stored
   */
  public PendingRun say(Ticket ticket, String text) {
    return conversation(ticket).run(RunRequest.by(assistant.id()).saying(NewMessage.user(text)));
  }

  /** What waits for a clerk, of all customers' open tickets, the oldest ticket first. */
  public List<ApprovalRequest> waiting() {
    return openTickets().flatMap(ticket -> waiting(ticket).stream()).toList();
  }

  /** What waits for a clerk on this ticket: a thread has one run at a time. */
  public Optional<ApprovalRequest> waiting(Ticket ticket) {
    return underWay(ticket)
        .filter(run -> run.status() == RunStatus.REQUIRES_ACTION)
        .map(run -> new ApprovalRequest(run.id(), ticket, calls(runs(), run.id())));
  }

  /** The assistant's work on this ticket that has not ended, perhaps since it waits for a clerk. */
  public Optional<Run> underWay(Ticket ticket) {
    return runs().list(ticket.id(), PageRequest.newestFirst()).items().stream()
        .filter(run -> !run.status().isFinal())
        .findFirst();
  }

  /**
   * Lets the assistant go on and do all of it.
   *
   * @throws io.threadkeep.run.AnswerConflictException if it is too late: another clerk has
   *     declined, or the run has been cancelled, as by {@link #resolve}, or is over otherwise
   * @throws io.threadkeep.run.IllegalRunMoveException if it is too late, and no answer is on record
   */
  public Run approve(ApprovalRequest request) {
    return answer(request, call -> ToolAnswer.approval(call.callId()));
  }

  /**
   * Lets the assistant go on and do none of it.
   *
   * @param reason for the assistant, which tells the customer
   * @throws io.threadkeep.run.AnswerConflictException if it is too late: another clerk has decided
   *     otherwise, or the run has been cancelled, as by {@link #resolve}, or is over otherwise
   * @throws io.threadkeep.run.IllegalRunMoveException if it is too late, and no answer is on record
   */
  public Run decline(ApprovalRequest request, String reason) {
    return answer(request, call -> ToolAnswer.denial(call.callId(), reason));
  }

  /**
   * Cancels what the assistant is at, so that nothing of the ticket waits for a clerk, and nothing
   * can be approved any more.
   */
  public Ticket resolve(Ticket ticket) {
    Ticket resolved =
        Ticket.of(
            keep.conversations(ticket.scope())
                .updateMetadata(
                    ticket.id(), Ticket.labels(ticket.subject(), TicketState.RESOLVED)));
    underWay(ticket).ifPresent(run -> runs().cancel(run.id()));
    return resolved;
  }

  /** The runs of all customers' tickets: to be listened to and awaited. */
  RunExecutor runs() {
    return keep.runs(STAFF);
  }

  @Override
  public void close() {
    keep.close();
  }

  private Conversation conversation(Ticket ticket) {
    return keep.conversations(ticket.scope()).resume(ticket.id());
  }

  private Stream<Ticket> openTickets() {
    ThreadQuery open = ThreadQuery.with(Ticket.STATE, TicketState.OPEN.label());
    Function<PageRequest, Page<ChatThread>> read =
        page -> keep.conversations(STAFF).find(open, page);
    return Stream.iterate(
            read.apply(PageRequest.oldestFirst()),
            page -> page != null,
            page -> page.next() == null ? null : read.apply(page.next()))
        .flatMap(page -> page.items().stream())
        .map(Ticket::of);
  }

  private static List<ContentPart.ToolCall> calls(RunExecutor runs, RunId run) {
    return runs.required(run).stream().map(RequiredCall::call).toList();
  }

  private Run answer(ApprovalRequest request, Function<ContentPart.ToolCall, ToolAnswer> answer) {
    return keep.runs(STAFF).answer(request.runId(), request.calls().stream().map(answer).toList());
  }
}
