import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of start, and what is measured of each. */
enum StartUpKind {
  /** Without SnapStart: from the JVM's start to the answer to a canary. */
  COLD(false, false),
  /** With SnapStart: from the restored snapshot to the answer to a canary. */
  RESTORED(true, false),
  /**
   * With SnapStart: from the restored snapshot to the answer to an event that makes it call AWS.
   */
  RESTORED_WORK(true, true),
  /** The same without priming: initialised, and the hooks before the snapshot left out. */
  UNPRIMED_WORK(false, true);

  private final boolean snapshot;
  private final boolean work;

  StartUpKind(boolean snapshot, boolean work) {
    this.snapshot = snapshot;
    this.work = work;
  }

  static List<String> names() {
    return Stream.of(values()).map(StartUpKind::toString).toList();
  }

  static StartUpKind named(String name) {
    return Stream.of(values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no kind " + name + "."));
  }

  /** Whether the runtime is told that a snapshot is taken, and so calls the hooks. */
  boolean isSnapshot() {
    return snapshot;
  }

  /** Whether the event is one that makes the function call AWS. */
  boolean isWork() {
    return work;
  }

  /** Lambda stops at the first compiler (C1), except with SnapStart. */
  boolean stopsAtFirstCompiler() {
    return this == COLD;
  }

  /** Whether the time counts from the JVM's start, or from when the initialised runtime asks on. */
  boolean isFromStart() {
    return this == COLD;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
