package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** What of an item is to be returned. */
public final class ProjectionExpression implements Expression {
  private final List<DocumentPath> paths;
  private final Placeholders placeholders;

  private ProjectionExpression(List<DocumentPath> paths, Placeholders placeholders) {
    this.paths = paths;
    this.placeholders = placeholders;
  }

  static ProjectionExpression parse(String text) {
    PathsParser parser = new PathsParser(text);
    List<DocumentPath> paths = parser.paths();
    return new ProjectionExpression(paths, parser.placeholders());
  }

  @Override
  public ExpressionKind kind() {
    return ExpressionKind.PROJECTION;
  }

  @Override
  public Placeholders placeholders() {
    return placeholders;
  }

  /**
   * Binds its names.
   *
   * @param binding the request's names and values
   * @return what cuts the part out of an item
   */
  public Projection bound(Binding binding) {
    return new Projection(kind(), paths.stream().map(path -> path.bound(binding)).toList());
  }

  private static final class PathsParser extends Parser {
    private PathsParser(String text) {
      super(ExpressionKind.PROJECTION, text);
    }

    private List<DocumentPath> paths() {
      List<DocumentPath> paths = new ArrayList<>();
      do {
        paths.add(path());
      } while (takeIf(","));
      expectEnd();
      return paths;
    }
  }
}
