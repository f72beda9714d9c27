package dev.lastgood.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Virtual time")
class VirtualTimeTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private final VirtualTime time = new VirtualTime(START);
  private final List<String> log = new ArrayList<>();

  @Test
  @DisplayName("runs what is due in the order of time, then of scheduling")
  void order() {
    time.after(Duration.ofSeconds(2), () -> log.add("c"));
    time.after(Duration.ofSeconds(1), () -> log.add("a"));
    time.after(Duration.ofSeconds(1), () -> log.add("b"));
    time.run(START.plusSeconds(5), () -> false);
    assertEquals(List.of("a", "b", "c"), log);
    assertEquals(START.plusSeconds(5), time.now());
  }

  @Test
  @DisplayName("lets strands sleep beside each other, one running at a time")
  void strands() {
    for (String name : List.of("x", "y")) {
      time.start(
          name,
          "",
          () -> {
            for (int i = 0; i < 3; i++) {
              log.add(name + i + "@" + Duration.between(START, time.now()).toSeconds());
              time.sleep(Duration.ofSeconds(name.equals("x") ? 2 : 3));
            }
            return name;
          },
          result -> log.add("end " + name));
    }
    time.run(START.plusSeconds(60), () -> false);
    assertEquals(List.of("x0@0", "y0@0", "x1@2", "y1@3", "x2@4", "y2@6", "end x", "end y"), log);
  }

  @Test
  @DisplayName("unwinds a strand that is ended while it sleeps, at once and for good")
  void ended() {
    List<StrandResult<String>> results = new ArrayList<>();
    Strand strand =
        time.start(
            "slow",
            "",
            () -> {
              time.sleep(Duration.ofHours(1));
              return "never";
            },
            results::add);
    time.after(
        Duration.ofSeconds(30),
        () -> {
          strand.end("timed out");
          strand.end("twice");
        });
    time.run(START.plusSeconds(7200), () -> !results.isEmpty());
    assertEquals(List.of(new StrandResult.Ended<>("timed out")), results);
    assertEquals(START.plusSeconds(30), time.now());
  }

  @Test
  @DisplayName("hands what a strand throws to the one who started it")
  void threw() {
    List<StrandResult<String>> results = new ArrayList<>();
    time.<String>start(
        "failing",
        "",
        () -> {
          throw new IllegalArgumentException("no");
        },
        results::add);
    time.run(START.plusSeconds(1), () -> false);
    var threw = assertInstanceOf(StrandResult.Threw.class, results.getFirst());
    assertEquals("no", threw.thrown().getMessage());
  }

  @Test
  @DisplayName("ends all that is unfinished when the run is over, and starts nothing more")
  void over() {
    time.start(
        "endless",
        "",
        () -> {
          try {
            time.sleep(Duration.ofDays(1));
          } finally {
            log.add("unwound");
          }
          return "";
        },
        result -> log.add("told"));
    time.run(START.plusSeconds(1), () -> false);
    time.endStrands();
    assertEquals(List.of("unwound"), log);
    assertThrows(IllegalStateException.class, () -> time.start("late", "", () -> "", result -> {}));
  }

  @Test
  @DisplayName("stops repeating what is called off")
  void every() {
    Cancellable cancellable =
        time.every(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> log.add("tick"));
    time.after(Duration.ofSeconds(25), cancellable::cancel);
    time.run(START.plusSeconds(100), () -> false);
    assertEquals(List.of("tick", "tick", "tick"), log);
  }
}
