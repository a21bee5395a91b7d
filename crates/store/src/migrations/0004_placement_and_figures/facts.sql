-- The view of all dated facts, with those that this version adds.

-- Every dated fact in one shape. Figures are counted here and nowhere else.
DROP VIEW IF EXISTS fact;
CREATE VIEW fact (kind, number, on_day, participant_id, company_id, placement_id, detail, quantity, title) AS
  SELECT 'first_contact', id, first_contact_on, id, NULL, NULL, NULL, NULL, NULL FROM participant
  UNION ALL
  SELECT 'consent_given', id, given_on, participant_id, NULL, NULL, purpose, NULL, NULL FROM consent
  UNION ALL
  SELECT 'consent_withdrawn', id, withdrawn_on, participant_id, NULL, NULL, purpose, NULL, NULL FROM consent
    WHERE withdrawn_on IS NOT NULL
  UNION ALL
  SELECT 'status_changed', p.id, p.from_on, p.participant_id, NULL, NULL, p.status, NULL, NULL
    FROM residence_period p JOIN participant t ON t.id = p.participant_id
    WHERE p.from_on >= t.first_contact_on
      AND p.status <> (SELECT q.status FROM residence_period q
                       WHERE q.participant_id = p.participant_id
                         AND (coalesce(nullif(q.from_on, ''), q.told_on), q.id) < (p.from_on, p.id)
                       ORDER BY coalesce(nullif(q.from_on, ''), q.told_on) DESC, q.id DESC LIMIT 1)
  UNION ALL
  SELECT 'work_permitted', p.id, p.from_on, p.participant_id, NULL, NULL, p.status, NULL, NULL
    FROM residence_period p JOIN participant t ON t.id = p.participant_id
    WHERE p.work IN ('permitted', 'limited') AND p.from_on >= t.first_contact_on
      AND 'none' = (SELECT q.work FROM residence_period q
                    WHERE q.participant_id = p.participant_id
                      AND (coalesce(nullif(q.from_on, ''), q.told_on), q.id) < (p.from_on, p.id)
                    ORDER BY coalesce(nullif(q.from_on, ''), q.told_on) DESC, q.id DESC LIMIT 1)
  UNION ALL
  SELECT 'media_use', id, given_on, participant_id, NULL, NULL, NULL, NULL, medium FROM media_use
  UNION ALL
  SELECT 'interview', id, held_on, participant_id, NULL, NULL, NULL, NULL, NULL FROM interview
  UNION ALL
  SELECT 'enrolled', e.id, e.enrolled_on, e.participant_id, NULL, NULL, c.course, NULL, c.name
    FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.status IN ('enrolled', 'completed', 'left')
  UNION ALL
  SELECT 'programme_completed', e.id, e.ended_on, e.participant_id, NULL, NULL, c.course, NULL, c.name
    FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.status = 'completed'
  UNION ALL
  SELECT 'programme_left', e.id, e.ended_on, e.participant_id, NULL, NULL, c.course, NULL, c.name
    FROM enrolment e JOIN cohort c ON c.id = e.cohort_id WHERE e.status = 'left'
  UNION ALL
  SELECT 'attended', a.id, s.held_on, a.participant_id, NULL, NULL, c.course, coalesce(a.minutes, s.minutes), c.name
    FROM attendance a JOIN session s ON s.id = a.session_id JOIN cohort c ON c.id = s.cohort_id
    WHERE a.mark IN ('present', 'late')
  UNION ALL
  SELECT 'mentor_meeting', t.id, t.met_on, e.participant_id, NULL, NULL, c.course, t.minutes, c.name
    FROM mentor_meeting t JOIN mentorship m ON m.id = t.mentorship_id JOIN enrolment e ON e.id = m.enrolment_id
    JOIN cohort c ON c.id = e.cohort_id WHERE t.state = 'held'
  UNION ALL
  SELECT 'session_held', s.id, s.held_on, NULL, NULL, NULL, c.course, s.minutes, c.name
    FROM session s JOIN cohort c ON c.id = s.cohort_id WHERE s.state = 'held'
  UNION ALL
  SELECT 'session_heads', h.id, s.held_on, NULL, NULL, NULL, c.course || '.' || h.category, h.heads, c.name
    FROM session_heads h JOIN session s ON s.id = h.session_id JOIN cohort c ON c.id = s.cohort_id
  UNION ALL
  SELECT 'discussion', id, held_on, NULL, company_id, NULL, NULL, NULL, NULL FROM discussion
  UNION ALL
  SELECT 'recommended', id, recommended_on, participant_id, company_id, id, NULL, NULL, NULL FROM recommendation
  UNION ALL
  SELECT s.step, s.id, s.reached_on, r.participant_id, r.company_id, r.id, nullif(s.reason, ''), NULL, NULL
    FROM placement_step s JOIN recommendation r ON r.id = s.recommendation_id
  UNION ALL
  SELECT 'retention_checked', c.id, c.asked_on, r.participant_id, r.company_id, r.id, c.months || '.' || c.answer, NULL, NULL
    FROM retention_check c JOIN recommendation r ON r.id = c.recommendation_id
  UNION ALL
  SELECT 'opening_received', id, received_on, NULL, company_id, NULL, nullif(occupation, ''), sought, title FROM opening
  UNION ALL
  SELECT kind, id, held_on, NULL, NULL, NULL, NULL, audience, title FROM activity
  UNION ALL
  SELECT 'head_count', h.id, a.held_on, NULL, NULL, NULL, a.kind || '.' || h.category, h.heads, a.title
    FROM head_count h JOIN activity a ON a.id = h.activity_id
  UNION ALL
  SELECT 'money_raised', id, held_on, NULL, NULL, NULL, nullif(raised_as, ''), raised_yen, title FROM activity
    WHERE kind = 'fundraising' AND raised_yen IS NOT NULL
  UNION ALL
  SELECT 'case_closed', id, closed_on, participant_id, NULL, NULL, reason, NULL, NULL FROM closure
  UNION ALL
  SELECT 'case_reopened', id, reopened_on, participant_id, NULL, NULL, NULL, NULL, NULL FROM closure
    WHERE reopened_on IS NOT NULL;
