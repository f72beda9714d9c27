package dev.lastgood.functions.stack;

/**
 * A place at which two templates differ, and what going back there would do.
 *
 * @param section {@code Resources}, {@code Parameters}, {@code Outputs}, …
 * @param name the logical id, or the name in that section
 * @param type the resource's type; "" elsewhere
 * @param path what of it differs, such as {@code Properties.Code.S3Key}; "" for all of it
 * @param good what stands there in the good template, as JSON; "none" where nothing does
 * @param live what stands there in the live template
 * @param effect what the change from live to good does
 */
public record TemplateDifference(
    String section,
    String name,
    String type,
    String path,
    String good,
    String live,
    ChangeEffect effect) {
  /** What stands where nothing does. */
  public static final String NONE = "none";

  /**
   * Where it is.
   *
   * @return such as {@code Resources.Function.Properties.Code.S3Key}
   */
  public String field() {
    return section + (name.isEmpty() ? "" : "." + name) + (path.isEmpty() ? "" : "." + path);
  }
}
