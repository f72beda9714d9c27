package dev.lastgood.simulator.ecr;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/** Answers in pages: the token is the place of the first image of the next. */
final class ImagePages {
  private static final int PAGE_MAX = 100;

  private ImagePages() {}

  /**
   * One page.
   *
   * @param items its images
   * @param nextToken absent after the last
   */
  record Page(List<ImageDetail> items, Optional<String> nextToken) {
    Page {
      items = List.copyOf(items);
    }
  }

  static Page of(List<ImageDetail> all, String token, Integer maxResults) {
    int from = token == null ? 0 : place(token, all.size());
    int to = Math.min(all.size(), from + (maxResults == null ? PAGE_MAX : maxResults));
    return new Page(
        all.subList(from, to),
        to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
  }

  private static int place(String token, int size) {
    try {
      int place = Integer.parseInt(token);
      if (place > 0 && place < size) {
        return place;
      }
    } catch (NumberFormatException foreign) {
      // Refused as one that is out of range is.
    }
    throw EcrErrors.INVALID_PARAMETER.saying("Invalid parameter: 'nextToken' is invalid.");
  }
}
