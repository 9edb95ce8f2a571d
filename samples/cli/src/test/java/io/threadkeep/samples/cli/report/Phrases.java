package io.threadkeep.samples.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What customers of a bicycle workshop and its assistant say: the same for the same dice. */
final class Phrases {
  private record Topic(String name, List<String> things, List<String> doings, List<String> facts) {}

  private static final List<Topic> TOPICS =
      List.of(
          new Topic(
              "brakes",
              List.of("front brake", "rear brake", "brake pads", "brake cable", "brake lever"),
              List.of("squeals in the rain", "rubs on one side", "feels soft", "wears down fast"),
              List.of(
                  "pads with less than a millimetre left have to be replaced",
                  "a rim that is polluted with oil makes new pads squeal within a day",
                  "the cable settles during the first hundred kilometres")),
          new Topic(
              "gears",
              List.of("derailleur", "chain", "cassette", "gear cable", "shift lever"),
              List.of("skips under load", "does not reach the largest sprocket", "is noisy"),
              List.of(
                  "a chain that is longer by three quarters of a percent wears out the sprockets",
                  "half a turn at the barrel adjuster moves the cage by about a millimetre",
                  "a bent hanger cannot be adjusted away")),
          new Topic(
              "wheels",
              List.of("rear wheel", "front wheel", "tubeless tyre", "spoke", "hub"),
              List.of(
                  "is out of true", "loses air over night", "creaks on climbs", "has some play"),
              List.of(
                  "spokes on the drive side carry about twice the tension of the others",
                  "sealant dries up after three to six months",
                  "a loose bearing damages its races within weeks")),
          new Topic(
              "battery",
              List.of("battery", "charger", "motor", "display", "speed sensor"),
              List.of("switches off on hills", "shows an error", "no longer charges to the top"),
              List.of(
                  "cells live longest between twenty and eighty percent",
                  "below freezing the pack gives about two thirds of its charge",
                  "the sensor wants a gap of five to ten millimetres")),
          new Topic(
              "orders",
              List.of("last order", "invoice", "delivery", "return", "warranty case"),
              List.of("is late", "names the wrong address", "is incomplete", "was paid twice"),
              List.of(
                  "parcels are handed over in the evening of each working day",
                  "a return is refunded within five days of its arrival",
                  "the warranty covers material and work for two years")));

  private static final List<String> OPENINGS =
      List.of("Hello again, ", "By the way, ", "One more thing: ", "Sorry to ask, ", "", "", "");
  private static final List<String> QUESTIONS =
      List.of(
          "the %s %s. What should I do?",
          "is it normal that the %s %s?",
          "since yesterday the %s %s, how urgent is that?",
          "what does it cost if the %s %s?",
          "can I ride on while the %s %s?");
  private static final List<String> ADVICE =
      List.of(
          "First look at the %s closely and write down what you see.",
          "If the %s has been replaced within the last year, tell us the date.",
          "Please change nothing about the %s before somebody has seen it.",
          "With the %s it usually is one of two causes, and both are cheap.",
          "You can come by because of the %s on any morning before ten.");
  private static final List<String> CLOSINGS =
      List.of(
          "Shall I book a slot for you?",
          "Tell me how it went.",
          "A photograph would help.",
          "Otherwise we find it in the workshop within the hour.");

  private final Random dice;
  private Topic topic = TOPICS.get(0);
  private int questionsLeft;

  Phrases(Random dice) {
    this.dice = dice;
  }

  /** Stays with a topic for a while. */
  String question() {
    if (questionsLeft-- == 0) {
      topic = one(TOPICS);
      questionsLeft = 8 + dice.nextInt(25);
    }
    String asked = one(OPENINGS) + one(QUESTIONS).formatted(one(topic.things), one(topic.doings));
    return dice.nextInt(12) == 0 ? asked + " " + story() : asked;
  }

  /** Some sentences; now and then many. */
  String answer() {
    int sentences = dice.nextInt(15) == 0 ? 15 + dice.nextInt(20) : 2 + dice.nextInt(5);
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      answer.append(
          i % 2 == 0
              ? one(ADVICE).formatted(one(topic.things))
              : "Note that " + one(topic.facts) + ".");
      answer.append(i % 6 == 5 ? "\n\n" : " ");
    }
    return answer.append(one(CLOSINGS)).toString();
  }

  /** For a tool: what it is asked for. */
  String part() {
    return one(topic.things);
  }

  int number(int bound) {
    return dice.nextInt(bound);
  }

  /** What a tool finds: a table of some lines, or of very many. */
  String stock(String part) {
    int rows = dice.nextInt(6) == 0 ? 60 + dice.nextInt(60) : 2 + dice.nextInt(8);
    StringBuilder table = new StringBuilder("article;size;stock;price\n");
    for (int i = 0; i < rows; i++) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s %c%d;%d mm;%d;%d.%02d\n",
              part,
              'A' + dice.nextInt(26),
              100 + dice.nextInt(900),
              20 + dice.nextInt(40),
              dice.nextInt(30),
              5 + dice.nextInt(120),
              dice.nextInt(100)));
    }
    return table.toString();
  }

  private String story() {
    return "It began on the way to work, after about %d kilometres; %s, as far as I know, and %s."
        .formatted(
            5 + dice.nextInt(40),
            "the " + one(topic.things) + " was new in spring",
            "the " + one(topic.things) + " looks fine");
  }

  private <T> T one(List<T> list) {
    return list.get(dice.nextInt(list.size()));
  }
}
