import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { PASSWORD_MAX, PASSWORD_MIN } from './password.policy';

const EMAIL_MAX = 254;
const NAME_MAX = 100;
/** Characters outside the basic plane count twice here; the rules count them once. */
const TYPED_PASSWORD_MAX = PASSWORD_MAX * 2;
const TOKEN_MAX = 100;

/** A new person. */
export class RegisterDto {
  @ApiProperty({ type: String, format: 'email', maxLength: EMAIL_MAX })
  @MaxLength(EMAIL_MAX)
  @IsString()
  email!: string;

  @ApiProperty({ type: String, minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX })
  @MaxLength(TYPED_PASSWORD_MAX)
  @IsString()
  password!: string;

  @ApiProperty({ type: String, maxLength: NAME_MAX })
  @MaxLength(NAME_MAX)
  @IsString()
  lastName!: string;

  @ApiProperty({ type: String, maxLength: NAME_MAX })
  @MaxLength(NAME_MAX)
  @IsString()
  firstName!: string;

  @ApiPropertyOptional({ type: String, maxLength: NAME_MAX, nullable: true })
  @IsOptional()
  @MaxLength(NAME_MAX)
  @IsString()
  patronymic?: string | null;

  /** Language of the letters. */
  @ApiProperty({ type: String, enum: ['ru', 'en'] })
  @IsIn(['ru', 'en'])
  lang!: 'ru' | 'en';
}

/** The secret out of the letter that confirms an address. */
export class ConfirmDto {
  @ApiProperty({ type: String, maxLength: TOKEN_MAX })
  @MaxLength(TOKEN_MAX)
  @IsString()
  token!: string;
}

export class LoginDto {
  @ApiProperty({ type: String, maxLength: EMAIL_MAX })
  @MaxLength(EMAIL_MAX)
  @IsString()
  email!: string;

  @ApiProperty({ type: String, maxLength: TYPED_PASSWORD_MAX })
  @MaxLength(TYPED_PASSWORD_MAX)
  @IsString()
  password!: string;
}

export class ForgotPasswordDto {
  @ApiProperty({ type: String, maxLength: EMAIL_MAX })
  @MaxLength(EMAIL_MAX)
  @IsString()
  email!: string;
}

/** A new password and the secret out of the letter. */
export class ResetPasswordDto {
  @ApiProperty({ type: String, maxLength: TOKEN_MAX })
  @MaxLength(TOKEN_MAX)
  @IsString()
  token!: string;

  @ApiProperty({ type: String, minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX })
  @MaxLength(TYPED_PASSWORD_MAX)
  @IsString()
  password!: string;
}

/** Taken note of; nothing to tell. */
export class AcceptedDto {}
