package dev.lastgood.functions.restorable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

@DisplayName("Things that are asked for by their names")
class ExistingTest {
  private final List<List<String>> calls = new ArrayList<>();

  private List<String> existing(List<String> names, int batch, Set<String> gone) {
    return Existing.of(
        names,
        batch,
        asked -> {
          calls.add(asked);
          if (asked.stream().anyMatch(gone::contains)) {
            throw refused("InvalidAMIID.NotFound");
          }
          return asked;
        },
        refusal -> Existing.code(refusal).equals("InvalidAMIID.NotFound"));
  }

  private static AwsServiceException refused(String code) {
    return Ec2Exception.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(index -> "n" + index).toList();
  }

  @Test
  @DisplayName("take no call where there are none, and one a batch where all exist")
  void calls() {
    assertEquals(List.of(), existing(List.of(), 2, Set.of()));
    assertEquals(0, calls.size());
    assertEquals(names(5), existing(names(5), 2, Set.of()));
    assertEquals(3, calls.size());
  }

  @Test
  @DisplayName("are found in spite of those that are gone, by halving")
  void halves() {
    List<String> expected = new ArrayList<>(names(64));
    expected.removeAll(Set.of("n7", "n63"));
    assertEquals(expected, existing(names(64), 100, Set.of("n7", "n63")));
    assertEquals(23, calls.size(), "one in all, two halves, and four at each of five levels below");
    calls.clear();
    assertEquals(List.of(), existing(List.of("n1"), 100, Set.of("n1")));
    assertEquals(1, calls.size());
  }

  @Test
  @DisplayName("are not taken for gone where the refusal says something else")
  void otherwise() {
    assertThrows(
        Ec2Exception.class,
        () ->
            Existing.of(
                List.of("a", "b"),
                2,
                _ -> {
                  throw refused("UnauthorizedOperation");
                },
                refusal -> Existing.code(refusal).endsWith(".NotFound")));
  }
}
