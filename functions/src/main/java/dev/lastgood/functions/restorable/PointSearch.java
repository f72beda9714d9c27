package dev.lastgood.functions.restorable;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.LostSource;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.SealCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Goes through the good points of a target, the newest first, for one that can be restored: those
 * that no longer can be are passed over for the next.
 */
public final class PointSearch {
  private final PointStore points;

  /**
   * A search.
   *
   * @param platform where its clients come from
   */
  public PointSearch(Platform platform) {
    this.points = new PointStore(platform);
  }

  /** What the good points of a target come to. */
  public sealed interface Result {
    /**
     * One can be restored.
     *
     * @param record the newest that can
     * @param body its body, its seal checked
     * @param toBeMadeAgain what has to be made again first
     * @param unseen what of it could not be seen, in sentences; none where it can be restored for
     *     certain
     * @param notLookedFor what it needs and was not looked for, in sentences
     * @param passedOver why newer ones cannot, in sentences
     */
    record Found(
        PointRecord record,
        PointBody body,
        List<LostSource.Version> toBeMadeAgain,
        List<String> unseen,
        List<String> notLookedFor,
        List<String> passedOver)
        implements Result {
      /** Copies its lists. */
      public Found {
        toBeMadeAgain = List.copyOf(toBeMadeAgain);
        unseen = List.copyOf(unseen);
        notLookedFor = List.copyOf(notLookedFor);
        passedOver = List.copyOf(passedOver);
      }
    }

    /**
     * None can be restored.
     *
     * @param passedOver why each cannot, in sentences; none where there is no good point
     */
    record None(List<String> passedOver) implements Result {
      /** Copies its list. */
      public None {
        passedOver = List.copyOf(passedOver);
      }
    }
  }

  /**
   * Looks for the newest that can be restored for certain. Where there is none, the newest of which
   * nothing that was seen speaks against it.
   *
   * @param targetId the target
   * @param look looks at one point
   * @return what was found
   */
  public Result newest(String targetId, Function<PointBody, Restorability> look) {
    return newest(targetId, _ -> true, look, false);
  }

  /**
   * Looks for the newest of which nothing that was seen speaks against it.
   *
   * @param targetId the target
   * @param trusted which of the good points come into question
   * @param look looks at one point
   * @return what was found
   */
  public Result newestPossible(
      String targetId, Predicate<PointRecord> trusted, Function<PointBody, Restorability> look) {
    return newest(targetId, trusted, look, true);
  }

  private Result newest(
      String targetId,
      Predicate<PointRecord> trusted,
      Function<PointBody, Restorability> look,
      boolean takeUnknown) {
    List<String> passedOver = new ArrayList<>();
    List<Result> unknown = new ArrayList<>();
    for (PointRecord record : points.points(targetId)) {
      if (record.status() != PointStatus.GOOD || !trusted.test(record)) {
        continue;
      }
      switch (points.read(record)) {
        case SealCheck.Broken broken ->
            passedOver.add("A good point is refused: " + broken.because());
        case SealCheck.Unchecked unchecked ->
            passedOver.add("A good point is not used: " + unchecked.because());
        case SealCheck.Sound(PointBody body) -> {
          switch (look.apply(body)) {
            case Restorability.Restorable(
                    List<LostSource.Version> again,
                    List<String> notLookedFor) -> {
              return new Result.Found(record, body, again, List.of(), notLookedFor, passedOver);
            }
            case Restorability.Unknown(List<String> unseen, List<LostSource.Version> again) -> {
              Result possible =
                  new Result.Found(record, body, again, unseen, List.of(), passedOver);
              if (takeUnknown) {
                return possible;
              }
              unknown.add(possible);
            }
            case Restorability.NotRestorable(List<String> reasons) ->
                passedOver.add(
                    "The good point of "
                        + body.capturedAt()
                        + " cannot be restored: "
                        + String.join(" ", reasons));
          }
        }
      }
    }
    return unknown.isEmpty() ? new Result.None(passedOver) : unknown.getFirst();
  }
}
