package dev.lastgood.functions.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.ledger.Fact;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The question whether a plan may be carried out")
class ApprovalTest {
  private static final Fact PLANNED = new Fact.Planned("key", false, "Says.", new TreeMap<>());
  private static final Fact ASKED = new Fact.ApprovalAsked(2, Fixtures.NOW.plusSeconds(600));
  private static final Fact ADA = new Fact.Answered("ada", true);
  private static final Fact GRACE = new Fact.Answered("grace", true);
  private static final Fact NO = new Fact.Answered("edsger", false);

  private static Approval approval(Fact... facts) {
    return Approval.of(Fixtures.chain(facts)).orElseThrow();
  }

  @Test
  @DisplayName("is not asked before it is, nor of a plan that another has replaced")
  void notAsked() {
    assertEquals(Optional.empty(), Approval.of(Fixtures.chain(PLANNED)));
    assertEquals(Optional.empty(), Approval.of(Fixtures.chain(PLANNED, ASKED, ADA, PLANNED)));
  }

  @Test
  @DisplayName("is answered by as many distinct people as it needs")
  void distinct() {
    assertFalse(approval(PLANNED, ASKED, ADA, ADA).isApproved());
    assertTrue(approval(PLANNED, ASKED, ADA, ADA, GRACE).isApproved());
  }

  @Test
  @DisplayName("is decided by who comes first: one who declines, or enough who approve")
  void first() {
    assertEquals(Optional.of("edsger"), approval(PLANNED, ASKED, ADA, NO, GRACE).declinedBy());
    assertTrue(approval(PLANNED, ASKED, ADA, GRACE, NO).isApproved());
  }

  @Test
  @DisplayName("is not answered by who comes too late, nor by what was said to another plan")
  void late() {
    Fact over = new Fact.ApprovalAsked(1, Fixtures.NOW.minusSeconds(600));
    assertEquals(Set.of(), approval(PLANNED, over, ADA).approvers());
    assertEquals(Set.of("grace"), approval(PLANNED, ASKED, ADA, PLANNED, ASKED, GRACE).approvers());
  }
}
