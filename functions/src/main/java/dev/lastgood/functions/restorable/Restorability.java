package dev.lastgood.functions.restorable;

import dev.lastgood.functions.point.LostSource;
import java.util.List;

/** Whether a point can be restored, as far as can be told without trying. */
public sealed interface Restorability {
  /**
   * It can.
   *
   * @param toBeMadeAgain the template versions that are gone, and that the point holds the data of:
   *     they have to be made again first, and get other numbers
   * @param notLookedFor what it needs and was not looked for, and why, each a sentence: it speaks
   *     neither for the point nor against it
   */
  record Restorable(List<LostSource.Version> toBeMadeAgain, List<String> notLookedFor)
      implements Restorability {
    /** Copies its lists. */
    public Restorable {
      toBeMadeAgain = List.copyOf(toBeMadeAgain);
      notLookedFor = List.copyOf(notLookedFor);
    }

    /**
     * One all of whose needs were looked for.
     *
     * @param toBeMadeAgain what has to be made again first
     */
    public Restorable(List<LostSource.Version> toBeMadeAgain) {
      this(toBeMadeAgain, List.of());
    }
  }

  /**
   * It cannot.
   *
   * @param reasons why, each a sentence; at least one
   */
  record NotRestorable(List<String> reasons) implements Restorability {
    /** Copies its list. */
    public NotRestorable {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Nothing that was seen speaks against it, but not all could be seen.
   *
   * @param unseen what could not be seen, each a sentence; at least one
   * @param toBeMadeAgain as of {@link Restorable}
   */
  record Unknown(List<String> unseen, List<LostSource.Version> toBeMadeAgain)
      implements Restorability {
    /** Copies its lists. */
    public Unknown {
      unseen = List.copyOf(unseen);
      toBeMadeAgain = List.copyOf(toBeMadeAgain);
    }
  }

  /**
   * Judges; has no effects.
   *
   * @param needs what the point needs
   * @param facts what was found of that
   * @return the judgement
   */
  static Restorability judge(Needs needs, Facts facts) {
    Judge judge = new Judge(needs);
    judge.hear(facts);
    if (!judge.reasons().isEmpty()) {
      return new NotRestorable(judge.reasons());
    }
    return judge.unseen().isEmpty()
        ? new Restorable(judge.toBeMadeAgain())
        : new Unknown(judge.unseen(), judge.toBeMadeAgain());
  }
}
