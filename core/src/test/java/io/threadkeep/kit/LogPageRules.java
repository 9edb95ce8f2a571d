package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * LOG-19 to LOG-23: reading a log.
 *
 * <ol start="19">
 *   <li>Pages walk the log by position in both orders.
 *   <li>Messages that are added meanwhile shift no page.
 *   <li>A page after a message that is not in the thread is refused.
 *   <li>{@code before} gives the newest messages below a position, newest first.
 *   <li>A message is found in its thread and in no other.
 * </ol>
 */
interface LogPageRules extends StoreRules {

  @ContractRule("LOG-19")
  default void pagesWalkTheLogInBothOrders(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> all = trial.append(thread, trial.samples().numbered("message ", 25));
    List<Message> reversed = reversed(all);
    for (int limit : List.of(1, 7, 24, 25, 26, 100)) {
      assertThat(walk(trial, thread, PageRequest.oldestFirst().limit(limit))).isEqualTo(all);
      assertThat(walk(trial, thread, PageRequest.newestFirst().limit(limit))).isEqualTo(reversed);
    }
    Page<Message> first = list(trial, thread, PageRequest.oldestFirst().limit(7));
    assertThat(first.items()).isEqualTo(all.subList(0, 7));
    assertThat(first.next())
        .isEqualTo(new PageRequest(7, Order.OLDEST_FIRST, all.get(6).id().value()));
    ChatThread empty = trial.startThread();
    assertThat(list(trial, empty, PageRequest.newestFirst()))
        .isEqualTo(new Page<>(List.of(), null));
  }

  @ContractRule("LOG-20")
  default void messagesAddedMeanwhileShiftNoPage(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> all = trial.append(thread, trial.samples().numbered("message ", 12));
    List<Message> newestFirst =
        Trial.walk(
            PageRequest.newestFirst().limit(5),
            page -> {
              Page<Message> found = list(trial, thread, page);
              trial.say(thread, "meanwhile");
              return found;
            });
    assertThat(newestFirst).isEqualTo(reversed(all));

    List<Message> oldestFirst = new ArrayList<>();
    PageRequest request = PageRequest.oldestFirst().limit(5);
    for (int n = 0; n < 4; n++) {
      List<Message> items = list(trial, thread, request).items();
      oldestFirst.addAll(items);
      request = request.after(items.get(items.size() - 1).id().value());
      trial.say(thread, "meanwhile");
    }
    assertThat(oldestFirst).isEqualTo(trial.log(thread).subList(0, oldestFirst.size()));
  }

  @ContractRule("LOG-21")
  default void aPageAfterAMessageThatIsNotInTheThreadIsRefused(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.say(thread, "here");
    ThreadId missing = trial.samples().ids().thread();
    Missing.assertThrown(
        "thread",
        missing,
        () -> trial.store().messages().list(Scopes.ANN, missing, PageRequest.newestFirst()));
    MessageId elsewhere = trial.say(trial.startThread(), "there").get(0).id();
    for (String after :
        List.of(elsewhere.value(), trial.samples().ids().message().value(), "no id at all")) {
      Missing.assertThrown(
          "message", after, () -> list(trial, thread, PageRequest.newestFirst().after(after)));
      Missing.assertThrown(
          "message", after, () -> list(trial, thread, PageRequest.oldestFirst().after(after)));
    }
  }

  @ContractRule("LOG-22")
  default void beforeReturnsTheNewestBelowAPosition(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.say(trial.startThread(), "another thread's");
    List<Message> all = trial.append(thread, trial.samples().numbered("message ", 10));
    assertThat(before(trial, thread, 11, 3)).isEqualTo(reversed(all.subList(7, 10)));
    assertThat(before(trial, thread, 10, 3)).isEqualTo(reversed(all.subList(6, 9)));
    assertThat(before(trial, thread, 3, 20)).isEqualTo(reversed(all.subList(0, 2)));
    assertThat(before(trial, thread, Long.MAX_VALUE, 100)).isEqualTo(reversed(all));
    assertThat(before(trial, thread, 1, 5)).isEmpty();
    assertThat(before(trial, trial.startThread(), 5, 5)).isEmpty();
    assertThat(trial.store().messages().before(Scopes.ANN, trial.samples().ids().thread(), 5, 5))
        .isEmpty();
  }

  @ContractRule("LOG-23")
  default void aMessageIsFoundInItsThreadAndInNoOther(Trial trial) {
    ChatThread thread = trial.startThread();
    Message message = trial.say(thread, "here").get(0);
    ChatThread other = trial.startThread();
    assertThat(trial.store().messages().find(Scopes.ANN, thread.id(), message.id()))
        .contains(message);
    assertThat(trial.store().messages().find(Scopes.ANN, other.id(), message.id())).isEmpty();
    MessageId missing = trial.samples().ids().message();
    assertThat(trial.store().messages().find(Scopes.ANN, thread.id(), missing)).isEmpty();
  }

  private static Page<Message> list(Trial trial, ChatThread thread, PageRequest page) {
    return trial.store().messages().list(thread.owner(), thread.id(), page);
  }

  private static List<Message> walk(Trial trial, ChatThread thread, PageRequest first) {
    return Trial.walk(first, page -> list(trial, thread, page));
  }

  private static List<Message> before(Trial trial, ChatThread thread, long position, int limit) {
    return trial.store().messages().before(thread.owner(), thread.id(), position, limit);
  }

  private static List<Message> reversed(List<Message> messages) {
    List<Message> reversed = new ArrayList<>(messages);
    Collections.reverse(reversed);
    return reversed;
  }
}
