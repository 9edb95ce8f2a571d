package io.threadkeep.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers of the Assistants API as its wire contract has them, written for these tests: nobody's
 * conversation was saved.
 */
public final class SavedAnswers {
  static final long CREATED = 1_710_000_000L;
  static final String THREAD = "thread_abcDEF0123456789abcDEF01";
  static final String ASSISTANT = "asst_abcDEF0123456789abcDEF01";

  private SavedAnswers() {}

  static String thread(String id, String metadata) {
    return json(
        "{'id':'%s','object':'thread','created_at':%d,'metadata':%s,"
            + "'tool_resources':{'code_interpreter':{'file_ids':[]}}}",
        id, CREATED, metadata);
  }

  /** An id of the API's form. */
  static String id(String prefix, int n) {
    return prefix + "_" + String.format("%024d", n);
  }

  static String message(String thread, int n, long at, String role, String content) {
    boolean ofRun = role.equals("assistant");
    return json(
        "{'id':'%s','object':'thread.message','created_at':%d,'assistant_id':%s,'thread_id':'%s',"
            + "'run_id':%s,'role':'%s','content':%s,'attachments':[],'metadata':{}}",
        id("msg", n),
        at,
        ofRun ? "'" + ASSISTANT + "'" : "null",
        thread,
        ofRun ? "'" + id("run", n) + "'" : "null",
        role,
        content);
  }

  static String text(String value) {
    return json("[{'type':'text','text':{'value':'%s','annotations':[]}}]", value);
  }

  static String run(String thread, int n, long at, String status) {
    return json(
        "{'id':'%s','object':'thread.run','created_at':%d,'assistant_id':'%s','thread_id':'%s',"
            + "'status':'%s','started_at':%d,'expires_at':null,'cancelled_at':null,"
            + "'failed_at':null,'completed_at':%d,'required_action':null,'last_error':null,"
            + "'model':'gpt-4o','instructions':'Be brief.','tools':[{'type':'function','function':"
            + "{'name':'weather','parameters':{'type':'object','properties':{}},'strict':false}}],"
            + "'tool_resources':{},'metadata':{},'temperature':1.0,'top_p':1.0,"
            + "'reasoning_effort':null,'max_completion_tokens':null,'max_prompt_tokens':null,"
            + "'truncation_strategy':{'type':'auto','last_messages':null},'tool_choice':'auto',"
            + "'parallel_tool_calls':true,'response_format':'auto','incomplete_details':null,"
            + "'usage':{'prompt_tokens':544,'completion_tokens':54,'total_tokens':598,"
            + "'prompt_token_details':{'cached_tokens':12},"
            + "'completion_tokens_details':{'reasoning_tokens':3}}}",
        id("run", n), at, ASSISTANT, thread, status, at + 1, at + 5);
  }

  static String step(String thread, int run, int n, long at, String details) {
    return json(
        "{'id':'%s','object':'thread.run.step','created_at':%d,'run_id':'%s','assistant_id':'%s',"
            + "'thread_id':'%s','type':'x','status':'completed','cancelled_at':null,"
            + "'completed_at':%d,'expires_at':null,'failed_at':null,'last_error':null,"
            + "'step_details':%s,'usage':{'prompt_tokens':260,'completion_tokens':12,"
            + "'total_tokens':272}}",
        id("step", n), at, id("run", run), ASSISTANT, thread, at + 2, details);
  }

  static String assistant() {
    return json(
        "{'id':'%s','object':'assistant','created_at':%d,'name':'Guide','description':null,"
            + "'model':'gpt-4o','instructions':'Be brief.','tools':[{'type':'file_search'},"
            + "{'type':'function','function':{'name':'weather','description':'Tells it.',"
            + "'parameters':{'type':'object','properties':{}},'strict':false}}],"
            + "'top_p':1.0,'temperature':0.5,'reasoning_effort':null,"
            + "'tool_resources':{'file_search':{'vector_store_ids':['vs_1']}},'metadata':{},"
            + "'response_format':'auto'}",
        ASSISTANT, CREATED - 50);
  }

  static String list(boolean more, List<String> data) {
    return json(
        "{'object':'list','data':[%s],'first_id':null,'last_id':null,'has_more':%s}",
        String.join(",", data), more);
  }

  /** A talk of {@code turns} questions and answers, each answer by a run; two in each second. */
  static List<String> talk(String thread, int turns) {
    List<String> objects = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      long at = CREATED + 1 + turn;
      objects.add(message(thread, 2 * turn, at, "user", text("Question " + turn)));
      objects.add(message(thread, 2 * turn + 1, at, "assistant", text("Answer " + turn)));
    }
    return objects;
  }

  /** A talk and its thread, as lines, newest first. */
  public static void writeTalk(Path file, int turns) {
    write(file, String.join("\n", newestFirst(talk(THREAD, turns))) + "\n" + thread(THREAD, "{}"));
  }

  static List<String> newestFirst(List<String> objects) {
    List<String> reversed = new ArrayList<>(objects);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Lists of so many, as pages come. */
  static List<String> pages(List<String> objects, int size) {
    return IntStream.iterate(0, from -> from < objects.size(), from -> from + size)
        .mapToObj(
            from ->
                list(
                    from + size < objects.size(),
                    objects.subList(from, Math.min(from + size, objects.size()))))
        .toList();
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With single quotes for double ones. */
  static String json(String format, Object... values) {
    return String.format(format.replace('\'', '"'), values).replace('\'', '"');
  }
}
