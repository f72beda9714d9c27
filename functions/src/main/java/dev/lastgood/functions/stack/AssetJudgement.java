package dev.lastgood.functions.stack;

import java.util.List;

/** Whether what a template needs is still there. */
public sealed interface AssetJudgement {
  /**
   * All of it is, as it was, that was looked for.
   *
   * @param notLookedFor what was not, and why, each a sentence
   */
  record AllThere(List<String> notLookedFor) implements AssetJudgement {
    /** Copies its list. */
    public AllThere {
      notLookedFor = List.copyOf(notLookedFor);
    }
  }

  /**
   * Not all of it is: a stack cannot go back to the template.
   *
   * @param missing what is not, each a sentence; at least one
   */
  record Missing(List<String> missing) implements AssetJudgement {
    /** Copies its list. */
    public Missing {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Nothing that was seen is missing, but not all could be seen.
   *
   * @param unchecked what was not, each a sentence; at least one
   */
  record Unknown(List<String> unchecked) implements AssetJudgement {
    /** Copies its list. */
    public Unknown {
      unchecked = List.copyOf(unchecked);
    }
  }
}
